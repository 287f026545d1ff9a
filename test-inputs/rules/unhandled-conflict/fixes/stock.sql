CREATE TABLE parts (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, code varchar(40) NOT NULL, UNIQUE KEY (code));
CREATE TABLE bins (row int NOT NULL, place int NOT NULL, label varchar(40) NOT NULL, PRIMARY KEY (row, place), UNIQUE KEY (label));
