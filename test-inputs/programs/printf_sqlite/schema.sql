CREATE TABLE [Sensors] ([ID] INTEGER PRIMARY KEY, [HardwareID] INTEGER NOT NULL, [Code] VARCHAR(25) NOT NULL,
                        [Unit] INTEGER DEFAULT 0, [Name] VARCHAR(100) DEFAULT Unknown);
CREATE INDEX [sensors_code] ON [Sensors] ([HardwareID], [Code]);
CREATE TABLE [Notes] ([ID] INTEGER PRIMARY KEY, [SensorID] INTEGER NOT NULL, [Text] TEXT);
CREATE TABLE [Preferences] ([Key] VARCHAR(50) NOT NULL, [nValue] INTEGER DEFAULT 0, [sValue] VARCHAR(200), PRIMARY KEY ([Key]));
CREATE TABLE [Sharing] ([UserID] INTEGER, [SensorID] INTEGER);
