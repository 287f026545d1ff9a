SELECT id FROM rooms WHERE name = $1
