SELECT id FROM members WHERE login = $1
