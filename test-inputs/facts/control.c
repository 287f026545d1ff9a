// Jumps and conditions in C. Each condition is evaluated once, and only where it is reached.
int find(int id), locked(int id), add(int id), drop(int id);

int ranges(int code) {
  switch (code) {  // steps: switch code {100: b2, 5..7: b3, 19: b4, else: b1}
  case 100: return 1;  // steps: b2: return 1
  case 5 ... 7: add(5);  // steps: b3: t0 = call add(5); b3: jump b4
  case 19: return drop(code);  // steps: b4: t1 = call drop(code); b4: return t1
  default: break;
  }
  return 0;  // steps: b1: return 0
}

int retry(int id) {
again:
  if (locked(id)) goto again;  // steps: b1: t0 = call locked(id); b1: if t0 != 0 then b1 else b2
  if (find(id)) goto out;  // steps: b2: t1 = call find(id); b2: if t1 != 0 then b4 else b3
  add(id);  // steps: b3: t2 = call add(id); b3: jump b4
out:
  return 1;  // steps: b4: return 1
}

int shortCircuit(int id) {
  if (find(id) == 0 && !locked(id)) add(id);  // steps: t0 = call find(id); if t0 == 0 then b3 else b2
      // steps: b1: t2 = call add(id); b1: jump b2; b3: t1 = call locked(id); b3: if t1 != 0 then b2 else b1
  return find(id) || locked(id);  // steps: b2: t4 = call find(id); b2: if t4 != 0 then b4 else b5; b4: select t3 = 1
      // steps: b4: jump b6; b5: t5 = call locked(id); b5: select t3 = t5 != 0; b5: jump b6; b6: return t3
}

int choice(int id, int known) {
  int row = known ? known : find(id);  // steps: if known != 0 then b1 else b2; b1: select t0 = known; b1: jump b3
      // steps: b2: t1 = call find(id); b2: select t0 = t1; b2: jump b3; b3: declare row = t0
  return row ?: add(id);  // steps: b3: t2 = row; b3: if t2 != 0 then b4 else b5; b4: select t3 = t2; b4: jump b6
      // steps: b5: t4 = call add(id); b5: select t3 = t4; b5: jump b6; b6: return t3
}

int loops(int n) {
  int found = 0;  // steps: declare found = 0; jump b1
  while (find(n) == 100)  // steps: b1: t0 = call find(n); b1: if t0 == 100 then b2 else b4
    found = 1;  // steps: b2: found = 1; b2: jump b1
  do {
    if (n == 3) continue;  // steps: b4: if n == 3 then b3 else b6
    add(n);  // steps: b6: t1 = call add(n); b6: jump b3
  } while (--n);  // steps: b3: increment n = n - 1; b3: if n != 0 then b4 else b5
  for (int i = 0; i < n; i++)  // steps: b5: declare i = 0; b5: jump b7; b7: if i < n then b8 else b10
      // steps: b9: increment i = i + 1; b9: jump b7
    if (drop(i)) break;  // steps: b8: t2 = call drop(i); b8: if t2 != 0 then b10 else b9
  return found;  // steps: b10: return found
}
