// QCustomPlot's header uses Qt's keyword macros; this one lends them to it,
// because our own code is built without them.
#pragma once
#pragma GCC system_header
#include <QtWidgets>
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include_next <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
