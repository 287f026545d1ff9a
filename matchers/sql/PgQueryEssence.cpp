// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PostgreSQL's own parser, told in the words of Essence.h. Knows nothing of our reader.
#include "sql/Essence.h"
#include "sql/PgQueryJson.h"

#include <map>
#include <pg_query.h>

namespace dbrace::sql {
namespace {

using namespace pgquery;

std::string indexElements(const Json &list) {
  std::vector<std::string> parts;
  for (const Json &entry : list)
    parts.push_back(at(at(entry, "IndexElem"), "name").is_null() ? "…" : text(at(entry, "IndexElem"), "name"));
  return joined(parts);
}

std::string columnText(const Json &definition) {
  std::string notNull, primary, unique, standard;
  for (const Json &entry : at(definition, "constraints")) {
    const std::string type = text(at(entry, "Constraint"), "contype");
    notNull = type == "CONSTR_NOTNULL" ? " not null" : notNull;
    primary = type == "CONSTR_PRIMARY" ? " primary" : primary;
    unique = type == "CONSTR_UNIQUE" ? " unique" : unique;
    standard = type == "CONSTR_DEFAULT" ? " default" : standard;
  }
  const std::string type =
      at(at(definition, "typeName"), "names").is_array() ? strings(at(at(definition, "typeName"), "names")) : "";
  if (type == "serial" || type == "bigserial" || type == "smallserial")
    notNull = " not null";
  return text(definition, "colname") + notNull + primary + unique + standard;
}

std::string constraintText(const Json &constraint) {
  const std::string type = text(constraint, "contype");
  const char *kind = type == "CONSTR_PRIMARY"   ? "primary"
                     : type == "CONSTR_UNIQUE"  ? "unique"
                     : type == "CONSTR_FOREIGN" ? "foreign"
                                                : "check";
  const Json &keys = at(constraint, type == "CONSTR_FOREIGN" ? "fk_attrs" : "keys");
  return std::string(kind) + " " + text(constraint, "conname") + "(" + (keys.is_array() ? strings(keys) : "") + ")" +
         (flag(constraint, "nulls_not_distinct") ? " nulls not distinct" : "") +
         (flag(constraint, "deferrable") ? " deferrable" : "");
}

class Teller {
public:
  Essence essence;

  void tell(const std::string &kind, const Json &node) {
    if (kind == "SelectStmt")
      select(node);
    else if (kind == "InsertStmt")
      insert(node);
    else if (kind == "UpdateStmt" || kind == "DeleteStmt")
      change(kind, node);
    else if (kind == "MergeStmt")
      merge(node);
    else if (kind == "TransactionStmt")
      transaction(node);
    else if (kind == "VariableSetStmt")
      set(node);
    else if (kind == "LockStmt")
      lock(node);
    else if (kind == "CreateStmt")
      createTable(node);
    else if (kind == "CreateTableAsStmt" && text(node, "objtype") == "OBJECT_TABLE")
      createTableAs(node);
    else if (kind == "IndexStmt")
      createIndex(node);
    else if (kind == "AlterTableStmt")
      alter(node);
    else if (kind == "RenameStmt")
      rename(node);
    else if (kind == "DropStmt")
      drop(node);
    else if (kind == "TruncateStmt") {
      essence["kind"] = "delete";
      essence["table"] = rangeVar(at(first(at(node, "relations")), "RangeVar"));
    } else
      essence["kind"] = "-";
    if (kind == "SelectStmt" || kind == "InsertStmt")
      reads(node);
  }

private:
  void reads(const Json &node) {
    std::vector<Json> vars, ctes;
    collect(node, "RangeVar", vars);
    collect(node, "ctename", ctes);
    std::set<std::string> withNames, tables;
    for (const Json &name : ctes)
      withNames.insert(name.get<std::string>());
    for (const Json &var : vars)
      if (!withNames.count(rangeVar(var)))
        tables.insert(rangeVar(var));
    if (!tables.empty())
      essence["reads"] = joined({tables.begin(), tables.end()});
  }
  void target(const Json &var) {
    essence["table"] = rangeVar(var);
    if (!at(var, "alias").is_null())
      essence["alias"] = text(at(var, "alias"), "aliasname");
  }
  void where(const Json &condition) {
    if (condition.is_null())
      return;
    Lookup lookup;
    lookup.add(condition);
    essence["key"] = lookup.said();
  }
  void returning(const Json &node) {
    if (at(node, "returningList").is_array())
      essence["returning"] = std::to_string(at(node, "returningList").size());
  }
  void select(const Json &node) {
    essence["kind"] = "select";
    where(at(node, "whereClause"));
    const bool compound = text(node, "op") != "SETOP_NONE";
    if (!compound)
      essence["items"] = std::to_string(at(node, "valuesLists").is_array()
                                            ? at(at(first(at(node, "valuesLists")), "List"), "items").size()
                                            : at(node, "targetList").size());
    std::string flags;
    flags += at(node, "distinctClause").is_array() ? " distinct" : "";
    flags += at(node, "groupClause").is_array() || !at(node, "havingClause").is_null() ? " grouped" : "";
    flags += compound ? " compound" : "";
    if (const Json &sort = at(node, "sortClause"); sort.is_array()) {
      flags += " ordered";
      flags += text(at(first(sort), "SortBy"), "sortby_dir") == "SORTBY_DESC" ? " descending" : "";
    }
    flags += !at(node, "limitCount").is_null() || !at(node, "limitOffset").is_null() ? " limited" : "";
    std::string wait, strength;
    int strongest = -1;
    for (const Json &entry : at(node, "lockingClause")) {
      static constexpr const char *Strengths[] = {"LCS_FORSHARE", "LCS_FORKEYSHARE", "LCS_FORNOKEYUPDATE",
                                                  "LCS_FORUPDATE"};
      static constexpr const char *Words[] = {" share", " key share", " no key update", " update"};
      for (int i = 0; i < 4; ++i)
        if (text(at(entry, "LockingClause"), "strength") == Strengths[i] && i > strongest) {
          strongest = i;
          strength = Words[i];
        }
      const std::string policy = text(at(entry, "LockingClause"), "waitPolicy");
      wait = policy == "LockWaitSkip" ? " skip locked" : policy == "LockWaitError" ? " nowait" : wait;
    }
    essence["flags"] = flags + wait + strength;
  }
  void insert(const Json &node) {
    essence["kind"] = "insert";
    target(at(node, "relation"));
    if (at(node, "cols").is_array())
      essence["columns"] = targets(at(node, "cols"));
    const Json &source = at(at(node, "selectStmt"), "SelectStmt");
    std::vector<std::string> widths;
    for (const Json &row : at(source, "valuesLists"))
      widths.push_back(std::to_string(at(at(row, "List"), "items").size()));
    essence["rows"] = source.is_null() ? "default" : widths.empty() ? "select" : joined(widths);
    if (const Json &conflict = at(node, "onConflictClause"); !conflict.is_null()) {
      const Json &infer = at(conflict, "infer");
      essence["conflict"] = std::string(text(conflict, "action") == "ONCONFLICT_UPDATE" ? "update" : "nothing") + "(" +
                            (at(infer, "indexElems").is_array() ? indexElements(at(infer, "indexElems")) : "") + ")" +
                            text(infer, "conname") + (at(infer, "whereClause").is_null() ? "" : " where");
      if (at(conflict, "targetList").is_array())
        essence["set"] = targets(at(conflict, "targetList"));
      where(at(conflict, "whereClause"));
    }
    returning(node);
  }
  void change(const std::string &kind, const Json &node) {
    essence["kind"] = kind == "UpdateStmt" ? "update" : "delete";
    target(at(node, "relation"));
    if (kind == "UpdateStmt")
      essence["set"] = targets(at(node, "targetList"));
    where(at(node, "whereClause"));
    returning(node);
  }
  void merge(const Json &node) {
    essence["kind"] = "merge";
    target(at(node, "relation"));
    essence["columns"] = "";
    for (const Json &entry : at(node, "mergeWhenClauses"))
      if (const Json &clause = at(entry, "MergeWhenClause");
          text(clause, "commandType") == "CMD_INSERT" && at(clause, "targetList").is_array())
        essence["columns"] = targets(at(clause, "targetList"));
    where(at(node, "joinCondition"));
  }
  void modes(const Json &options) {
    for (const Json &option : options)
      if (text(at(option, "DefElem"), "defname") == "transaction_isolation")
        essence["isolation"] = text(at(at(at(at(option, "DefElem"), "arg"), "A_Const"), "sval"), "sval");
  }
  void transaction(const Json &node) {
    static const std::map<std::string, std::string> Kinds = {{"TRANS_STMT_BEGIN", "begin"},
                                                             {"TRANS_STMT_START", "begin"},
                                                             {"TRANS_STMT_COMMIT", "commit"},
                                                             {"TRANS_STMT_ROLLBACK", "rollback"},
                                                             {"TRANS_STMT_SAVEPOINT", "savepoint"},
                                                             {"TRANS_STMT_RELEASE", "release"},
                                                             {"TRANS_STMT_ROLLBACK_TO", "rollback to"}};
    const auto found = Kinds.find(text(node, "kind"));
    essence["kind"] = found == Kinds.end() ? "-" : found->second;
    modes(at(node, "options"));
    if (const std::string savepoint = text(node, "savepoint_name"); !savepoint.empty())
      essence["savepoint"] = savepoint;
  }
  void set(const Json &node) {
    modes(at(node, "args"));
    essence["kind"] = essence.count("isolation") ? "set isolation" : "-";
  }
  void lock(const Json &node) {
    static constexpr const char *Modes[] = {
        "",      "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
        "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
    essence["kind"] = "lock";
    std::vector<std::string> tables;
    for (const Json &relation : at(node, "relations"))
      tables.push_back(rangeVar(at(relation, "RangeVar")));
    essence["table"] = joined(tables);
    essence["mode"] = Modes[at(node, "mode").get<unsigned>()];
  }
  void createTable(const Json &node) {
    essence["kind"] = "create table";
    target(at(node, "relation"));
    std::vector<std::string> columns, keys;
    for (const Json &element : at(node, "tableElts"))
      if (const Json &definition = at(element, "ColumnDef"); !definition.is_null()) {
        columns.push_back(columnText(definition));
        for (const Json &entry : at(definition, "constraints"))
          if (flag(at(entry, "Constraint"), "nulls_not_distinct")) {  // Ours is a key of its own.
            keys.push_back("unique (" + text(definition, "colname") + ") nulls not distinct");
            columns.back() = columns.back().substr(0, columns.back().find(" unique"));
          }
      } else if (const Json &constraint = at(element, "Constraint"); !constraint.is_null())
        keys.push_back(constraintText(constraint));
    essence["columns"] = joined(columns);
    essence["keys"] = joined(keys);
    if (text(at(node, "relation"), "relpersistence") == "t")
      essence["temporary"] = "yes";
    if (flag(node, "if_not_exists"))
      essence["if not exists"] = "yes";
  }
  void createTableAs(const Json &node) {
    essence["kind"] = "create table";
    target(at(at(node, "into"), "rel"));
    essence["columns"] = essence["keys"] = "";
    essence["rows"] = "select";
    if (text(at(at(node, "into"), "rel"), "relpersistence") == "t")
      essence["temporary"] = "yes";
    if (flag(node, "if_not_exists"))
      essence["if not exists"] = "yes";
  }
  void createIndex(const Json &node) {
    essence["kind"] = "create index";
    target(at(node, "relation"));
    essence["keys"] = std::string(flag(node, "unique") ? "unique " : "index ") + text(node, "idxname") + "(" +
                      indexElements(at(node, "indexParams")) + ")" +
                      (at(node, "whereClause").is_null() ? "" : " where") +
                      (flag(node, "nulls_not_distinct") ? " nulls not distinct" : "");
  }
  void alter(const Json &node) {
    essence["kind"] = text(node, "objtype") == "OBJECT_TABLE" ? "alter table" : "-";
    if (essence["kind"] == "-")
      return;
    target(at(node, "relation"));
    std::vector<std::string> parts;
    for (const Json &entry : at(node, "cmds")) {
      const Json &command = at(entry, "AlterTableCmd");
      const std::string type = text(command, "subtype"), name = text(command, "name");
      if (type == "AT_AddColumn")
        parts.push_back("add " + columnText(at(at(command, "def"), "ColumnDef")));
      else if (type == "AT_DropColumn")
        parts.push_back("drop " + name);
      else if (type == "AT_AddConstraint")
        parts.push_back("add " + constraintText(at(at(command, "def"), "Constraint")));
      else if (type == "AT_DropConstraint")
        parts.push_back("drop key " + name);
      else if (type == "AT_SetNotNull" || type == "AT_DropNotNull")
        parts.push_back(name + (type == "AT_SetNotNull" ? " not null" : " nullable"));
    }
    essence["actions"] = joined(parts);
  }
  void rename(const Json &node) {
    const std::string type = text(node, "renameType");
    const bool table =
        type == "OBJECT_TABLE" || (type == "OBJECT_COLUMN" && text(node, "relationType") == "OBJECT_TABLE");
    essence["kind"] = table || type == "OBJECT_TABCONSTRAINT" ? "alter table" : "-";
    if (essence["kind"] == "-")
      return;
    target(at(node, "relation"));
    essence["actions"] = type == "OBJECT_TABLE"    ? "rename to " + text(node, "newname")
                         : type == "OBJECT_COLUMN" ? "rename " + text(node, "subname") + " to " + text(node, "newname")
                                                   : "";
  }
  void drop(const Json &node) {
    const std::string type = text(node, "removeType");
    essence["kind"] = type == "OBJECT_TABLE" ? "drop table" : type == "OBJECT_INDEX" ? "drop index" : "-";
    if (essence["kind"] == "-")
      return;
    std::vector<std::string> tables;
    for (const Json &object : at(node, "objects")) {
      std::string name;
      for (const Json &part : at(at(object, "List"), "items"))
        name += (name.empty() ? "" : ".") + text(at(part, "String"), "sval");
      tables.push_back(name);
    }
    essence["table"] = joined(tables);
  }
};

}  // namespace

std::optional<Essence> essenceOfPostgreSql(const std::string &sql) {
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  std::optional<Essence> essence;
  if (!result.error) {
    const Json tree = Json::parse(result.parse_tree, nullptr, false);  // Bytes that are no UTF-8 stay bytes in it.
    Teller teller;
    if (at(tree, "stmts").is_array())
      for (const auto &[kind, node] : at(first(at(tree, "stmts")), "stmt").items())
        teller.tell(kind, node);
    essence = std::move(teller.essence);
  }
  pg_query_free_parse_result(result);
  return essence;
}

}  // namespace dbrace::sql
