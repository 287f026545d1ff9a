-- Statements in the forms of the Transact-SQL reference: INSERT, MERGE, SELECT with table hints, transactions, sp_getapplock,
-- CREATE TABLE and CREATE INDEX. Names are ours.
INSERT INTO dbo.Users (Email, [Name]) OUTPUT inserted.Id VALUES (@email, N'x');
INSERT dbo.Users DEFAULT VALUES;
INSERT INTO #staging SELECT TOP (5) a FROM db..t WITH (NOLOCK) WHERE b = @b;
SELECT TOP 1 @id = Id FROM dbo.Users WITH (UPDLOCK, SERIALIZABLE) WHERE Email = @email;
SELECT a FROM t (NOLOCK) CROSS APPLY f(t.x) AS y WHERE a <> 1 OPTION (RECOMPILE);
SELECT a FROM t ORDER BY a OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY;
UPDATE u SET u.Name = @name OUTPUT deleted.Name FROM dbo.Users u WITH (ROWLOCK) WHERE u.Id = @id;
UPDATE TOP (1) t SET n += 1 WHERE a = 1;
DELETE FROM dbo.Users WHERE Id = @id;
MERGE dbo.Users WITH (HOLDLOCK) AS target USING (VALUES (@id, @name)) AS source (Id, Name) ON target.Id = source.Id WHEN MATCHED THEN UPDATE SET Name = source.Name WHEN NOT MATCHED BY TARGET THEN INSERT (Id, Name) VALUES (source.Id, source.Name) WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action, inserted.Id;
BEGIN TRAN;
BEGIN TRANSACTION transfer;
COMMIT TRAN;
ROLLBACK TRANSACTION;
SAVE TRANSACTION before_insert;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
SET IMPLICIT_TRANSACTIONS ON;
EXEC sp_getapplock @Resource = 'Form1', @LockMode = 'Exclusive';
EXEC @result = sp_releaseapplock @Resource = 'Form1';
CREATE TABLE [dbo].[Users] ([Id] [int] IDENTITY(1,1) NOT NULL, [Email] [nvarchar](256) COLLATE Latin1_General_CI_AS NOT NULL, [At] datetime2 CONSTRAINT [DF_At] DEFAULT (getutcdate()) NOT NULL, CONSTRAINT [PK_Users] PRIMARY KEY CLUSTERED ([Id] ASC) WITH (IGNORE_DUP_KEY = OFF) ON [PRIMARY], CONSTRAINT [UQ_Email] UNIQUE NONCLUSTERED ([Email] ASC)) ON [PRIMARY];
CREATE UNIQUE NONCLUSTERED INDEX [IX_Email] ON [dbo].[Users] ([Email] ASC) INCLUDE ([Id]) WHERE [Email] IS NOT NULL WITH (FILLFACTOR = 80);
ALTER TABLE [dbo].[Users] WITH CHECK ADD CONSTRAINT [FK] FOREIGN KEY ([Id]) REFERENCES [dbo].[T] ([Id]);
ALTER TABLE dbo.Users ALTER COLUMN Email nvarchar(100) NOT NULL;
