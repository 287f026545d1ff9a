// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members of functions, classes and units, said once: the upper half of Describe.h.
#pragma once

#include "facts/Describe.h"

namespace dbrace::facts {

void describe(auto &archive, Like<Variable> auto &it) {
  archive.text("name", it.name);
  archive.text("type", it.type);
  archive.flag("reference", it.isReference);
}
void describe(auto &archive, Like<Function> auto &it) {
  archive.text("key", it.key);
  archive.text("name", it.name);
  archive.object("source", it.source);
  archive.text("class_key", it.classKey);
  archive.text("return_type", it.returnType);
  archive.list("parameters", it.parameters);
  archive.list("locals", it.locals);
  archive.list("captures", it.captures);
  archive.number("temporaries", it.temporaries);
  archive.texts("overrides", it.overrides);
  archive.list("sources", it.sources);
  archive.list("values", it.values);
  archive.list("places", it.places);
  archive.list("cleanups", it.cleanups);
  archive.list("blocks", it.blocks);
  archive.flag("virtual", it.isVirtual);
  archive.flag("variadic", it.isVariadic);
  archive.flag("static", it.isStatic);
  archive.flag("internal", it.isInternal);
  archive.flag("errors", it.hasErrors);
  archive.flag("fallback", it.fallback);
  archive.flag("initializer", it.isInitializer);
}
void describe(auto &archive, Like<ClassField> auto &it) {
  archive.text("name", it.name);
  archive.text("type", it.type);
}
void describe(auto &archive, Like<Class> auto &it) {
  archive.text("key", it.key);
  archive.text("name", it.name);
  archive.texts("bases", it.bases);
  archive.list("fields", it.fields);
  archive.texts("methods", it.methods);
}
void describe(auto &archive, Like<GlobalVariable> auto &it) {
  archive.text("name", it.name);
  archive.text("type", it.type);
  archive.text("initializer", it.initializer);
  archive.flag("constant", it.isConstant);
}
void describe(auto &archive, Like<SourceFile> auto &it) {
  archive.text("path", it.path);
  archive.number("hash", it.hash);
}
void describe(auto &archive, Like<ReadError> auto &it) {
  archive.range("at", it.at, Range{});
  archive.text("message", it.message);
}
void describe(auto &archive, Like<Suppression> auto &it) {
  archive.range("at", it.at, Range{});
  archive.choice("form", it.form);
  archive.texts("rules", it.rules);
  archive.text("reason", it.reason);
}
void describe(auto &archive, Like<DdlText> auto &it) {
  archive.text("text", it.text);
  archive.range("at", it.at, Range{});
}
void describe(auto &archive, Like<Losses> auto &it) {
  archive.number("functions_without_cfg", it.functionsWithoutCfg);
  archive.number("unknown_expressions", it.unknownExpressions);
  archive.number("unresolved_calls", it.unresolvedCalls);
}
/// `strings` is not among the members: it is where the texts of all others are.
void describe(auto &archive, Like<Unit> auto &it) {
  archive.text("tool_version", it.toolVersion);
  archive.text("models", it.models);
  archive.text("main_file", it.mainFile);
  archive.text("directory", it.directory);
  archive.texts("command", it.command);
  archive.list("files", it.files);
  archive.list("errors", it.errors);
  archive.list("suppressions", it.suppressions);
  archive.list("ddl", it.ddl);
  archive.list("classes", it.classes);
  archive.list("globals", it.globals);
  archive.list("functions", it.functions);
  archive.object("losses", it.losses);
}

}  // namespace dbrace::facts
