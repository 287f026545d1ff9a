// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the modes a large object is opened in.
#ifndef LIBPQ_FS_H
#define LIBPQ_FS_H

#define INV_WRITE 0x00020000
#define INV_READ 0x00040000

#endif
