CREATE TABLE `players` (`id` INT NOT NULL AUTO_INCREMENT, `name` VARCHAR(255) NOT NULL, `level` INT NOT NULL DEFAULT 1, PRIMARY KEY (`id`)) ENGINE=InnoDB;
CREATE TABLE `friends` (`player_id` INT NOT NULL, `friend_id` INT NOT NULL, UNIQUE KEY `pair` (`player_id`, `friend_id`)) ENGINE=InnoDB;
CREATE TABLE `houses` (`id` INT NOT NULL, `owner` INT NOT NULL, KEY `owner` (`owner`)) ENGINE=InnoDB;
CREATE TABLE `audit` (`id` INT NOT NULL AUTO_INCREMENT, `text` VARCHAR(255), PRIMARY KEY (`id`)) ENGINE=InnoDB;
