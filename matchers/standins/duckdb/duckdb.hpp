// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for DuckDB's C++ classes.
#ifndef DBRACE_STAND_IN_DUCKDB_HPP
#define DBRACE_STAND_IN_DUCKDB_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace duckdb {

using idx_t = std::uint64_t;
using std::shared_ptr;
using std::string;
using std::unique_ptr;
using std::vector;

class Value {
public:
  template <class T> T GetValue() const;
  string ToString() const;
  bool IsNull() const;
};
class DataChunk;

class QueryResult {
public:
  virtual ~QueryResult();
  bool HasError() const;
  const string &GetError();
  idx_t ColumnCount();
  unique_ptr<DataChunk> Fetch();
  string ToString();
  void Print();
};
class MaterializedQueryResult : public QueryResult {
public:
  idx_t RowCount() const;
  Value GetValue(idx_t column, idx_t row);
  template <class T> T GetValue(idx_t column, idx_t row) const;
};
class PreparedStatement {
public:
  ~PreparedStatement();
  bool HasError() const;
  const string &GetError();
  template <class... Values> unique_ptr<QueryResult> Execute(Values...);
};
class DuckDB {
public:
  explicit DuckDB(const char * = nullptr);
  explicit DuckDB(const string &);
};
class Connection {
public:
  explicit Connection(DuckDB &);
  ~Connection();
  unique_ptr<MaterializedQueryResult> Query(const string &);
  template <class... Values> unique_ptr<QueryResult> Query(const string &, Values...);
  unique_ptr<QueryResult> SendQuery(const string &);
  unique_ptr<PreparedStatement> Prepare(const string &);
  void BeginTransaction();
  void Commit();
  void Rollback();
};

}  // namespace duckdb

#endif
