/* A limit that the statement checks by itself: PostgreSQL counts before it inserts. */
/* schema: bookings.sql */
/* dialect: postgresql */
#include <libpq-fe.h>

void reserve(PGconn *conn, const char *room, const char *guest) {
  const char *values[] = {room, guest};
  PQclear(PQexecParams(conn, "INSERT INTO seats (room, guest) SELECT $1, $2 WHERE (SELECT COUNT(*) FROM seats WHERE room = $1) < 40", 2, NULL, values, NULL, NULL, 0)); /* finding: [dbrace-count-then-insert] "seats.room" */
}
/* It has to be full. */
void overbook(PGconn *conn, const char *room, const char *guest) {
  const char *values[] = {room, guest};
  PQclear(PQexecParams(conn, "INSERT INTO seats (room, guest) SELECT $1, $2 WHERE (SELECT COUNT(*) FROM seats WHERE room = $1) >= 40", 2, NULL, values, NULL, NULL, 0));
}
