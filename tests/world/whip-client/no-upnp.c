/*
 * What libnice asks of UPnP, and gets nothing: stands in for libgupnp-igd, which brings a second libsoup into Debian's
 * whip-client, and both together end the program at once.
 */
#include <stddef.h>

unsigned long gupnp_simple_igd_get_type(void) { return 0; }
void *gupnp_simple_igd_thread_new(void) { return NULL; }
void gupnp_simple_igd_add_port(void) {}
void gupnp_simple_igd_remove_port_local(void) {}
