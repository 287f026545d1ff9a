SELECT id FROM members WHERE login = :login
