void f() {
  q("CREATE TABLE t (a int)"); q("CREATE TABLE t_new (a int)"); q("DROP TABLE t");
  q("ALTER TABLE t_new RENAME TO t, ADD COLUMN x int");
}
