// Pages come first. A thread that makes a plan has the last priority of all, but that alone slows a
// page down: the kernel may leave a thread in for a whole tick, and two cores may be two faces of
// one. So it also rests while somebody is served.
#pragma once

namespace rapport::http {

// To be called every millisecond or so of the work, from each thread that does it. While a page is
// being made a thread works one part in nine; otherwise this returns at once.
void give_way();

}  // namespace rapport::http
