// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ReadRequest.h"

namespace dbrace::driver {

// Texts end with a NUL, which no path and no argument can contain; the two lists are divided by an empty model file.
std::string serialized(const WorkerRequest &request) {
  std::string bytes;
  auto add = [&](const std::string &text) { (bytes += text) += '\0'; };
  add(request.root);
  add(request.directory);
  add(request.file);
  add(request.output);
  add(request.asked);
  for (const std::string &file : request.apis)
    add(file);
  add("");
  for (const std::string &argument : request.command)
    add(argument);
  return bytes;
}

std::optional<WorkerRequest> parseRequest(std::string_view bytes) {
  std::vector<std::string> texts;
  for (std::size_t end = bytes.find('\0'); end != std::string_view::npos; end = bytes.find('\0')) {
    texts.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  if (texts.size() < 6 || !bytes.empty())
    return std::nullopt;
  WorkerRequest request{texts[0], texts[1], texts[2], texts[3], texts[4], {}, {}};
  std::size_t i = 5;
  for (; i < texts.size() && !texts[i].empty(); ++i)
    request.apis.push_back(texts[i]);
  if (i == texts.size())
    return std::nullopt;
  request.command.assign(texts.begin() + static_cast<long>(i) + 1, texts.end());
  return request;
}

}  // namespace dbrace::driver
