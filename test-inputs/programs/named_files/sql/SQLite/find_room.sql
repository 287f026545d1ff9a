SELECT id FROM rooms WHERE name = :login
