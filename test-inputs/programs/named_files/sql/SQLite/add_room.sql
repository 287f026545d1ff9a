INSERT INTO rooms (name) VALUES (:login) ON CONFLICT (name) DO NOTHING
