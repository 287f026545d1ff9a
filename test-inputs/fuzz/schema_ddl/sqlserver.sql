CREATE TABLE [dbo].[t] (a int, INDEX i UNIQUE (a))
GO
EXEC sp_rename 'dbo.t.a', 'b', 'COLUMN'
ALTER TABLE @P@t ADD c int, d int
-- +goose Down
DROP TABLE t
