// A disk that lies: put in front of a program (LD_PRELOAD), it answers every sync with "done" and
// does nothing. What the durability tests must catch.
#include <unistd.h>

extern "C" {

int fsync(int) { return 0; }
int fdatasync(int) { return 0; }
}
