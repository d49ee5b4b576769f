/* guard: which network addresses a fetch may reach. Looked at where the socket is opened, behind all names and redirects. */
#ifndef ISN_FETCH_GUARD_H
#define ISN_FETCH_GUARD_H

#include <stdbool.h>
#include <sys/socket.h>

/* Is it an address of the public internet: none of loopback, private, link-local, shared, multicast, reserved, and none of IPv6 that
 * leads to such an address of IPv4? */
bool isn_guard_public(const struct sockaddr *);

#endif
