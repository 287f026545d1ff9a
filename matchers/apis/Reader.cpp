// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model file as a LibraryFile. Entries for several names or classes at once are spelled out here: what leaves this
// file has one name an entry.
#include "apis/EffectJson.h"
#include "apis/Notation.h"
#include "apis/Shape.h"

#include <algorithm>
#include <climits>
#include <map>

namespace dbrace::apis {
namespace {

constexpr std::string_view libraryMembers[] = {"library", "comment",   "dialect", "embedded",   "drivers",
                                               "naming",  "headers",   "words",   "violations", "types",
                                               "groups",  "functions", "ignored"};
constexpr std::string_view typeMembers[] = {"name", "aliases", "role", "comment"};
constexpr std::string_view functionMembers[] = {
    "name",   "names",           "of",     "arguments", "parameters", "template-arguments", "effects",
    "yields", "throws-on-error", "comment"};
constexpr std::string_view yieldMembers[] = {"ok", "row", "none", "stored", "violated", "failed"};
constexpr std::string_view dialects[] = {"generic", "postgresql", "mysql",   "mariadb",  "sqlite", "sqlserver",
                                         "oracle",  "redis",      "leveldb", "rocksdb",  "lmdb",   "berkeleydb",
                                         "gdbm",    "tdb",        "mongodb", "cassandra"};

std::string_view lastComponent(std::string_view name) {
  std::size_t colons = name.rfind("::");
  return colons == name.npos ? name : name.substr(colons + 2);
}

/// FNV-1a: the hash tells models apart, it does not guard against anyone.
std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char c : text)
    hash = (hash ^ c) * 0x100000001b3;
  return hash;
}

class Reader {
public:
  explicit Reader(std::string_view file) : problems(file) {}

  std::variant<LibraryFile, std::vector<ModelError>> read(std::string_view text) {
    Json json;
    try {
      json = Json::parse(text);
    } catch (const Json::exception &error) {
      std::string message = error.what();  // "[json.exception.parse_error.101] parse error at line 2, …"
      problems.add({json, ""}, message.substr(message.find("] ") + 2), "correct the JSON syntax there");
      return problems.take();
    }
    if (Node root{json, ""}; problems.isObject(root))
      readRoot(root);
    if (!problems.empty())
      return problems.take();
    library.textHash = hashOf(text);
    return std::move(library);
  }

private:
  template <class Out> void readIfGiven(const Node &object, std::string_view key, Out &out) {
    if (object.json.contains(std::string(key)))
      problems.read(object.at(key), out);
  }

  template <class Each> void forEachElement(const Node &object, std::string_view key, Each each) {
    if (!object.json.contains(std::string(key)) || !problems.isArray(object.at(key)))
      return;
    for (std::size_t i = 0; i < object.json[std::string(key)].size(); ++i)
      each(object.at(key).at(i));
  }

  void readRoot(const Node &root) {
    problems.checkMembers(root, libraryMembers, "a library");
    readIfGiven(root, "library", library.name);
    if (library.name.empty() || library.name.find_first_of("/# ") != std::string::npos)
      problems.add(root, "the library has no usable name", "add \"library\": a short name without blanks, '/' and '#'");
    readDialect(root, "dialect", library.dialect);
    readIfGiven(root, "embedded", library.embedded);
    if (root.json.contains("drivers") && problems.isObject(root.at("drivers")))
      for (const auto &[driver, unused] : root.json["drivers"].items())
        readDialect(root.at("drivers"), driver, library.drivers.emplace_back(driver, "").second);
    readIfGiven(root, "naming", library.naming);
    if (!library.naming.empty() && library.naming != "snake")
      problems.add(root.at("naming"), "there is no naming '" + library.naming + "'", "write \"snake\" or leave it out");
    readIfGiven(root, "headers", library.headers);
    readIfGiven(root, "words", library.words);
    readIfGiven(root, "violations", library.violations);
    readComment(root);
    forEachElement(root, "types", [&](const Node &node) { readType(node); });
    readGroups(root);
    forEachElement(root, "functions", [&](const Node &node) { readFunction(node); });
    readIgnored(root);
  }

  void readDialect(const Node &object, std::string_view key, std::string &dialect) {
    readIfGiven(object, key, dialect);
    if (!dialect.empty() && std::ranges::find(dialects, dialect) == std::end(dialects))
      problems.add(object.at(key), "there is no dialect '" + dialect + "'", allowedHere(dialects, dialect));
  }

  void readComment(const Node &object) {
    std::string unused;
    readIfGiven(object, "comment", unused);
  }

  void readType(const Node &node) {
    if (!problems.isObject(node))
      return;
    problems.checkMembers(node, typeMembers, "a type");
    readComment(node);
    Type type;
    readIfGiven(node, "name", type.name);
    if (type.name.empty())
      problems.add(node, "the type has no name", "add \"name\": its qualified name without template arguments");
    readIfGiven(node, "aliases", type.aliases);
    if (node.json.contains("role")) {
      std::string role;
      problems.read(node.at("role"), role);
      auto found = std::ranges::find(spellings<Type::Role>, role);
      if (role.empty() || found == spellings<Type::Role>.end())
        problems.add(node.at("role"), "there is no role '" + role + "'", allowedHere(spellings<Type::Role>, role));
      else
        type.role = static_cast<Type::Role>(found - spellings<Type::Role>.begin());
    }
    library.types.push_back(std::move(type));
  }

  void readGroups(const Node &root) {
    if (!root.json.contains("groups") || !problems.isObject(root.at("groups")))
      return;
    for (const auto &[name, classes] : root.json["groups"].items())
      problems.read(root.at("groups").at(name), groups[name]);
  }

  void readFunction(const Node &node) {
    if (!problems.isObject(node))
      return;
    problems.checkMembers(node, functionMembers, "a function");
    readComment(node);
    Function function;
    readArguments(node, function);
    readParameters(node, function);
    readIfGiven(node, "template-arguments", function.templateArguments);
    forEachElement(node, "effects", [&](const Node &element) {
      if (auto effect = readEffect(element, problems)) {
        checkArguments(element, function, *effect);
        function.effects.push_back(std::move(*effect));
      }
    });
    if (!node.json.contains("effects") || node.json["effects"].empty())
      problems.add(node, "the entry does not say what the function does",
                   "add \"effects\": [{\"pure\": true}], [{\"nothing\": true}] or what fits");
    if (node.json.contains("yields"))
      readYields(node.at("yields"), function);
    readIfGiven(node, "throws-on-error", function.throwsOnError);
    for (std::string &name : namesOf(node)) {
      function.name = std::move(name);
      add(node, function);
    }
  }

  void readArguments(const Node &node, Function &function) {
    if (!node.json.contains("arguments"))
      return;
    Node range = node.at("arguments");
    const Json &json = range.json;
    if (json.is_number_unsigned()) {
      function.minArguments = function.maxArguments = json.get<unsigned>();
      return;
    }
    bool isRange = json.is_array() && json.size() == 2 && json[0].is_number_unsigned() &&
                   (json[1].is_null() || (json[1].is_number_unsigned() && json[0] <= json[1]));
    if (!isRange) {
      problems.add(range, "this is no number of arguments", "write 2, [1, 2], or [1, null] for one or more");
      return;
    }
    function.minArguments = json[0].get<unsigned>();
    if (!json[1].is_null())
      function.maxArguments = json[1].get<unsigned>();
  }

  /// A group of classes stands for any of them.
  void readParameters(const Node &node, Function &function) {
    readIfGiven(node, "parameters", function.parameterTypes);
    for (std::string &type : function.parameterTypes) {
      if (!type.starts_with("@"))
        continue;
      std::vector<std::string> classes;
      addClasses(node.at("parameters"), type, classes);
      type.clear();
      for (const std::string &name : classes)
        type += (type.empty() ? "" : "|") + name;
    }
  }

  void checkArguments(const Node &node, const Function &function, const Effect &effect) {
    auto highest = highestArgument(effect);
    // A rest may be empty, hence the argument that follows the last one is still in order.
    if (highest && function.maxArguments && *highest > *function.maxArguments)
      problems.add(node,
                   "it speaks of arg" + std::to_string(*highest) + ", but a call has at most " +
                       std::to_string(*function.maxArguments) + " arguments",
                   "count arguments from 0, or correct \"arguments\"");
  }

  void readYields(const Node &node, Function &function) {
    if (!problems.isObject(node))
      return;
    problems.checkMembers(node, yieldMembers, "'yields'");
    if (std::ranges::none_of(function.effects, isDatabaseEffect))
      problems.add(node, "no effect of this entry has an outcome",
                   "remove \"yields\", or add a database effect such as 'run'");
    auto readOne = [&](std::string_view key, std::initializer_list<Outcome> outcomes) {
      if (!node.json.contains(std::string(key)))
        return;
      if (auto yield = readYield(node.at(key)))
        for (Outcome outcome : outcomes)
          function.yields.of[static_cast<int>(outcome)] = *yield;
    };
    readOne("ok", {Outcome::Row, Outcome::None, Outcome::Stored});  // First: what is given in detail wins.
    for (int i = 0; i < outcomeCount; ++i)
      readOne(spellings<Outcome>[i], { static_cast<Outcome>(i) });
  }

  std::optional<Yield> readYield(const Node &node) {
    const Json &json = node.json;
    std::optional<Yield> yield =
        json.is_string() ? parseYield(json.get_ref<const std::string &>()) : parseYield(json.dump());
    if (!yield)
      problems.add(node, "this is no value that a call can yield", "allowed here: " + std::string(yieldForms));
    return yield;
  }

  /// The names an entry is for: "name" or each of "names", in each class of "of".
  std::vector<std::string> namesOf(const Node &node) {
    std::vector<std::string> names, classes;
    if (std::string name; node.json.contains("name") && problems.read(node.at("name"), name))
      names.push_back(name);
    readIfGiven(node, "names", names);
    if (node.json.contains("name") == node.json.contains("names"))
      problems.add(node, "the entry must have either 'name' or 'names'", "give one of them");
    if (node.json.contains("of"))
      readClasses(node.at("of"), classes);
    for (const std::string &name : names)
      checkName(node, name);
    if (classes.empty())
      return names;
    std::vector<std::string> qualified;
    for (const std::string &className : classes) {
      std::string simple(lastComponent(className));
      for (const std::string &name : names)
        qualified.push_back(className + "::" + (name == "new" ? simple : name == "delete" ? "~" + simple : name));
    }
    return qualified;
  }

  /// A class, a group of classes ("@maps"), or a list of both.
  void readClasses(const Node &node, std::vector<std::string> &classes) {
    std::vector<std::string> given;
    if (node.json.is_string())
      given.push_back(node.json.get<std::string>());
    else
      problems.read(node, given);
    for (const std::string &name : given)
      addClasses(node, name, classes);
  }

  void addClasses(const Node &node, const std::string &name, std::vector<std::string> &classes) {
    if (!name.starts_with("@")) {
      classes.push_back(name);
    } else if (auto group = groups.find(name.substr(1)); group != groups.end()) {
      classes.insert(classes.end(), group->second.begin(), group->second.end());
    } else {
      std::vector<std::string_view> names;
      for (const auto &[known, unused] : groups)
        names.push_back(known);
      problems.add(node, "there is no group '" + name.substr(1) + "'", allowedHere(names, name.substr(1)));
    }
  }

  void checkName(const Node &node, std::string_view name) {
    bool isOperator = name.starts_with("operator") || name.find("::operator") != name.npos;
    if (name.empty() || (!isOperator && name.find_first_of("<>() ") != name.npos))
      problems.add(node, "'" + std::string(name) + "' is no name of a function",
                   "write the qualified name without parameters, template arguments and inline namespaces");
  }

  void add(const Node &node, Function function) {
    auto &earlier = entries[function.name];
    auto takesAll = [&](const auto &entry) {
      const Function &other = library.functions[entry.second];
      return other.minArguments.value_or(0) <= function.minArguments.value_or(0) &&
             other.maxArguments.value_or(UINT_MAX) >= function.maxArguments.value_or(UINT_MAX) &&
             (other.parameterTypes.empty() || other.parameterTypes == function.parameterTypes) &&
             (other.templateArguments.empty() || other.templateArguments == function.templateArguments);
    };
    if (auto first = std::ranges::find_if(earlier, takesAll); first != earlier.end())
      problems.add(
          node, "this entry for '" + function.name + "' is never used: " + first->first + " takes all its calls",
          "remove one of them, put the special one first, or tell them apart by \"arguments\" or \"parameters\"");
    function.id = library.name + "/" + function.name;
    if (!earlier.empty())
      function.id += "#" + std::to_string(earlier.size() + 1);
    earlier.emplace_back(node.pointer, library.functions.size());
    library.functions.push_back(std::move(function));
  }

  void readIgnored(const Node &root) {
    forEachElement(root, "ignored", [&](const Node &node) {
      Function function;
      if (!problems.read(node, function.name))
        return;
      checkName(node, function.name);
      function.effects.push_back(Nothing{});
      add(node, std::move(function));
    });
  }

  Problems problems;
  LibraryFile library;
  std::map<std::string, std::vector<std::string>, std::less<>> groups;
  /// The entries of a name so far: where they stand, and their index in the library.
  std::map<std::string, std::vector<std::pair<std::string, std::size_t>>, std::less<>> entries;
};

}  // namespace

std::variant<LibraryFile, std::vector<ModelError>> readLibrary(std::string_view file, std::string_view json) {
  return Reader(file).read(json);
}

}  // namespace dbrace::apis
