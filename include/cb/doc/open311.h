/* Problems as service requests of Open311 (GeoReport v2, GET requests.json), for a city's open data.
 *
 * R1 An array of objects, one a row of a table that has the columns of cb-problem list; a column that it lacks is null.
 * R2 service_request_id is the number; status is closed for 结案 不予立案 作废, else open; status_notes the state;
 *    service_name the kind, else the description; agency_responsible the unit; requested_datetime when it was found;
 *    updated_datetime when it was closed, else fixed, else found; expected_datetime the limit; address community,
 *    estate, building and place. Times are of Beijing: 2026-07-01T09:00:00+08:00.
 * R3 service_code, service_notice, lat, long, address_id, zipcode and media_url are null: the registers have none that
 *    may be published. */
#ifndef CB_DOC_OPEN311_H
#define CB_DOC_OPEN311_H

#include <cb/doc/format.h>

/* It, and docx as in cli/paper.h. Ended by name == NULL, for cb_command.formats. */
extern const struct cb_format cb_open311_formats[];

#endif
