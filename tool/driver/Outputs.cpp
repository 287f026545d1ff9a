// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Outputs.h"

#include "driver/Analysis.h"
#include "report/Github.h"
#include "report/Gitlab.h"
#include "report/Html.h"
#include "report/Json.h"
#include "report/Junit.h"
#include "report/Sarif.h"
#include "report/SourceText.h"
#include "report/Text.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

std::optional<Failure> cannotWrite(const std::string &name, int error) {
  return Failure{name + ": cannot be written: " + std::strerror(error)};
}

/// Closing tells of a full disk what writing did not.
int writeAll(std::FILE *file, const std::string &content, bool close) {
  errno = 0;
  bool good = std::fwrite(content.data(), 1, content.size(), file) == content.size() && std::fflush(file) == 0;
  int error = good ? 0 : errno != 0 ? errno : EIO;
  if (close && std::fclose(file) != 0 && error == 0)
    error = errno;
  return error;
}

/// Messages quote names and texts that are anybody's: nothing in them may steer a terminal, or be no UTF-8.
std::string shownLines(std::string_view text) {
  std::string shown;
  for (;;) {
    std::size_t end = text.find('\n');
    shown += report::show(text.substr(0, end)).text;
    if (end == std::string_view::npos)
      return shown;
    shown += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<Failure> writeOutput(const std::optional<fs::path> &file, const std::string &content) {
  if (!file) {
    int error = writeAll(stdout, content, false);
    return error == 0 ? std::nullopt : cannotWrite("standard output", error);
  }
  std::error_code failed;
  // A link stays, and what it leads to is replaced.
  fs::path place = fs::is_symlink(*file, failed) ? fs::weakly_canonical(*file, failed) : *file;
  if (failed == std::errc::too_many_symbolic_link_levels)
    return cannotWrite(file->string(), failed.value());
  fs::file_status status = fs::status(place, failed);
  bool replace = !fs::exists(status) || fs::is_regular_file(status);
  fs::path target = replace ? fs::path(place.string() + ".part") : place;
  std::FILE *out = std::fopen(target.c_str(), "wb");
  if (!out)
    return cannotWrite(file->string(), errno);
  if (int error = writeAll(out, content, true)) {
    if (replace)
      fs::remove(target, failed);
    return cannotWrite(file->string(), error);
  }
  if (replace) {
    fs::rename(target, place, failed);
    if (failed)
      return cannotWrite(file->string(), failed.value());
  }
  return std::nullopt;
}

std::optional<Failure> checkOutputs(const std::vector<Output> &outputs) {
  for (const Output &output : outputs) {
    std::error_code error;
    if (output.file && !fs::is_directory(fs::absolute(*output.file, error).parent_path(), error))
      return Failure{output.file->string() + ": cannot be written: there is no folder " +
                     fs::absolute(*output.file, error).parent_path().string()};
    if (output.file && fs::is_directory(*output.file, error))
      return Failure{output.file->string() + ": cannot be written: it is a folder"};
  }
  return std::nullopt;
}

std::string render(const report::Report &report, const Output &output) {
  switch (output.format) {
  case Format::Sarif:
    return report::asSarif(report);
  case Format::Json:
    return report::asJson(report);
  case Format::Github:
    return report::asGithub(report);
  case Format::Gitlab:
    return report::asGitlab(report);
  case Format::Junit:
    return report::asJunit(report);
  case Format::Html:
    return report::asHtml({report::sarifOf(report)});
  case Format::Text:
    break;
  }
  if (output.file)
    return report::asText(report);
  // https://no-color.org
  bool colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  return report::asText(report, {.colour = colour, .width = terminalWidth()});
}

std::optional<Failure> writeReport(const report::Report &report, const std::vector<Output> &outputs) {
  for (const Output &output : outputs)
    if (auto failure = writeOutput(output.file, render(report, output)))
      return failure;
  return std::nullopt;
}

std::size_t terminalWidth(bool errors) {
  winsize size{};
  return ioctl(errors ? STDERR_FILENO : STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void tell(const std::string &message) {
  std::string text = "dbrace: " + shownLines(message);
  if (std::size_t width = terminalWidth(true); width != 0 && message.find('\n') == std::string::npos)
    text = report::broken(text, 0, width);
  std::fprintf(stderr, "%s\n", text.c_str());
}

void tellAsIs(const std::string &message) { std::fprintf(stderr, "%s\n", shownLines(message).c_str()); }

int refuse(const std::string &message) {
  tell("error: " + message);
  return exitUsage;
}

Progress::Progress() : terminal(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (std::exchange(shown, false))
    std::fputs("\r\x1b[K", stderr);
}

void Progress::show(const std::string &line) {
  if (!terminal)
    return;
  shown = true;
  // A line that wraps could not be taken back.
  std::size_t width = terminalWidth(true);
  std::size_t most = width == 0 ? 79 : width - 1;
  std::fprintf(stderr, "\r\x1b[K%s", report::printable(line).substr(0, most).c_str());
  std::fflush(stderr);
}

}  // namespace dbrace::driver
