-- Adds a member.
INSERT INTO members (login)
VALUES (:login)
