// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The audit report: one page that opens anywhere, without network, and holds all that a report has to say.
//
// It is made of the stored form alone, so that a report that was kept, or made elsewhere, looks the same. The page's
// parts are real files in assets/; the findings go in as JSON, and scripts build every element from it as text, so
// that nothing out of code, SQL or a schema can become markup.
#pragma once

#include "report/HtmlData.h"

namespace dbrace::report {

std::string asHtml(const std::vector<nlohmann::ordered_json> &logs, const std::vector<TrendPoint> &trend = {});

}  // namespace dbrace::report
