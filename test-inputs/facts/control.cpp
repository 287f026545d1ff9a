// Jumps and conditions in C++: declarations in conditions, loops over ranges, scopes that are left early.
struct Row { int id; };
struct Rows { Row *begin(); Row *end(); };
struct Lock { explicit Lock(int); ~Lock(); };
bool find(int id), locked(int id);
int add(int id);
Rows all();

int conditions(int id) {
  if (int row = add(id); row > 0 && !locked(row)) return row;  // steps: t0 = call add(id); declare row = t0
      // steps: if row > 0 then b3 else b2; b1: return row; b3: t1 = call locked(row); b3: if t1 then b2 else b1
  bool known = find(id) || locked(id);  // steps: b2: t3 = call find(id); b2: if t3 then b4 else b5; b4: select t2 = 1
      // steps: b4: jump b6; b5: t4 = call locked(id); b5: select t2 = t4; b5: jump b6; b6: declare known = t2
  return known ? 1 : add(id);  // steps: b6: if known then b7 else b8; b7: select t5 = 1; b7: jump b9
      // steps: b8: t6 = call add(id); b8: select t5 = t6; b8: jump b9; b9: return t5
}

enum class State { Free, Held };
int states(State state) {
  switch (state) {  // steps: switch state {0: b2, 1: b1, else: b1}
  case State::Free: return add(1);  // steps: b2: t0 = call add(1); b2: return t0
  case State::Held: break;
  }
  return 0;  // steps: b1: return 0
}

int ranges() {
  int sum = 0;  // steps: declare sum = 0
  for (Row &row : all())  // steps: t0 = call all(); declare __range1 = &t0; t1 = call Rows::begin() on __range1
      // steps: declare __begin1 = t1; t2 = call Rows::end() on __range1; declare __end1 = t2; jump b1
      // steps: b1: if __begin1 != __end1 then b2 else b4; b2: declare row = __begin1
      // steps: b3: increment __begin1 = &(*__begin1)[1]; b3: jump b1
    sum += row.id;  // steps: b2: increment sum = sum + row->id; b2: jump b3
  return sum;  // steps: b4: return sum
}

int leftEarly(int id) {
  while (find(id)) {  // steps: b1: t0 = call find(id); b1: if t0 then b2 else b3
    Lock held(id);  // steps: b2: declare held; b2: construct Lock::Lock(id) on &held
    if (locked(id)) break;  // steps: b2: t1 = call locked(id); b2: if t1 then b4 else b5
        // steps: b4: destroy Lock::~Lock() on &held; b4: jump b3
    add(id);  // steps: b5: t2 = call add(id)
  }  // steps: b5: destroy Lock::~Lock() on &held; b5: jump b1
  return 0;  // steps: b3: return 0
}
