// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Inputs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dbrace::testing {
namespace fs = std::filesystem;
namespace {

std::string contentOf(const fs::path &file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

bool isSource(const fs::path &file) {
  const auto extension = file.extension();
  return extension == ".c" || extension == ".cpp" || extension == ".cc" || extension == ".cxx";
}

bool holdsMarks(const fs::path &file) {
  const auto extension = file.extension();
  return isSource(file) || extension == ".h" || extension == ".hpp" || extension == ".sql";
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (end > 0)
      out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

class InputReader {
public:
  InputReader(const fs::path &testInputs, const fs::path &at) : testInputs(testInputs), at(at) {
    input.name = fs::relative(at, testInputs).generic_string();
  }

  Input file() {
    for (const auto &setting : annotations(at).settings)
      apply(setting);
    input.sources = {at};
    return finish();
  }

  Input folder() {
    input.folder = at;
    for (const auto &entry : fs::recursive_directory_iterator(at)) {
      if (isSource(entry.path()))
        input.sources.push_back(entry.path());
      if (holdsMarks(entry.path()) && !annotations(entry.path()).settings.empty())
        error(fs::relative(entry.path(), testInputs).generic_string(), 1,
              "the settings of a folder stand in its program.json");
    }
    std::sort(input.sources.begin(), input.sources.end());
    const auto settings = nlohmann::json::parse(contentOf(at / "program.json"), nullptr, false);
    if (!settings.is_object())
      error(input.name + "/program.json", 1, "not a JSON object");
    else
      for (const auto &[name, value] : settings.items())
        apply({1, name, value.is_string() ? value.get<std::string>() : std::string()});
    return finish();
  }

private:
  const fs::path &testInputs;
  const fs::path &at;
  Input input;
  bool schemaGiven = false;

  Annotations annotations(const fs::path &file) {
    auto name = fs::relative(file, testInputs).generic_string();
    auto read = readAnnotations(contentOf(file));
    for (const auto &problem : read.errors)
      error(name, problem.line, problem.message);
    input.marks[std::move(name)] = read.marks;
    return read;
  }

  void apply(const Setting &setting) {
    if (setting.name == "schema")
      return readSchemas(setting);
    if (setting.name == "dialect")
      input.dialect = oneOf(setting, {"postgresql", "mysql", "mariadb", "sqlite", "sqlserver", "oracle"});
    else if (setting.name == "writers")
      input.writers = oneOf(setting, {"many", "one-process", "one-thread"});
    else if (setting.name == "flags")
      input.flags = split(setting.value, " ");
    else if (setting.name == "sql_directories" && !input.folder.empty())
      for (const auto &name : split(setting.value, ", "))
        input.sqlDirectories.push_back(at / name);
    else if (setting.name == "qt")
      input.qt = split(setting.value, ", ");
    else if (setting.name == "headers")
      input.onlyStandIns = oneOf(setting, {"stand-ins"}) == "stand-ins";
    else
      error(input.name, setting.line,
            "unknown setting '" + setting.name + "': schema, dialect, writers, flags, qt and headers are known");
  }

  std::string oneOf(const Setting &setting, std::initializer_list<std::string_view> allowed) {
    if (std::find(allowed.begin(), allowed.end(), setting.value) == allowed.end())
      error(input.name, setting.line, setting.name + ": '" + setting.value + "' is none of its values");
    return setting.value;
  }

  void readSchemas(const Setting &setting) {
    schemaGiven = true;
    if (setting.value == "none")
      return;
    for (const auto &name : split(setting.value, ", ")) {
      const auto beside = (fs::is_directory(at) ? at : at.parent_path()) / name, shared = testInputs / "schemas" / name;
      if (fs::exists(beside))
        input.schemas.push_back(beside);
      else if (fs::exists(shared))
        input.schemas.push_back(shared);
      else
        error(input.name, setting.line, "no schema '" + name + "' beside the input or in test-inputs/schemas");
    }
  }

  void error(std::string file, std::uint32_t line, std::string message) {
    input.errors.push_back({std::move(file), line, std::move(message)});
  }

  Input finish() {
    if (!schemaGiven)
      error(input.name, 1, "which schema is it judged with? (schema: FILE, or schema: none)");
    if (input.sources.empty())
      error(input.name, 1, "no source file");
    return std::move(input);
  }
};

void collect(const fs::path &testInputs, const fs::path &folder, std::vector<Input> &out) {
  if (fs::exists(folder / "program.json")) {
    out.push_back(InputReader(testInputs, folder).folder());
    return;
  }
  for (const auto &entry : fs::directory_iterator(folder))
    if (entry.is_directory())
      collect(testInputs, entry.path(), out);
    else if (isSource(entry.path()))
      out.push_back(InputReader(testInputs, entry.path()).file());
}

}  // namespace

std::vector<Input> findInputs(const fs::path &testInputs, std::string_view folder, std::string_view filter) {
  std::vector<Input> out;
  if (fs::is_directory(testInputs / folder))
    collect(testInputs, testInputs / folder, out);
  std::erase_if(out, [&](const Input &input) { return input.name.find(filter) == std::string::npos; });
  std::sort(out.begin(), out.end(), [](const Input &a, const Input &b) { return a.name < b.name; });
  return out;
}

}  // namespace dbrace::testing
