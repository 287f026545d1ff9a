#define T "t"
void f() { s = "CREATE TABLE " T " (" + x; s += "a int)"; q(R"(ALTER TABLE t ADD UNIQUE (a))"); }
