/* Structures whose members nobody has seen, and lists whose values do not compile: what follows them is read all the same. */
typedef struct session session_t;
struct entry {
  int id;
  missing_t when;
  int last;
};
void done(int);

void notify(session_t *s) {
  (s)->pub.pool->handler = (void *)(s)->pub.pool->calls.done;
  done(1);  // steps: call done(1)
}
