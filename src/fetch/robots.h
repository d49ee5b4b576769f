/* robots: what a robots.txt (RFC 9309) allows. */
#ifndef ISN_FETCH_ROBOTS_H
#define ISN_FETCH_ROBOTS_H

#include "isnad.h"

/* May the agent of that name get the path («/news/1?page=2»)? The group of its name counts, else that of «*»; of its rules the
 * longest that fits, and Allow where two are as long. *delay gets the group's Crawl-delay in seconds, 0 where it has none. */
bool isn_robots_allow(isnad_str robots, const char *agent, isnad_str path, double *delay);

#endif
