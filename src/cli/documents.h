/* documents: the reports that the words of a command line stand for, one after the other: files, folders, addresses and stdin, and
 * what containers among them hold. A thread of its own opens, unpacks and takes them apart, so that reading them can go on at
 * the same time; it stays a bounded way ahead. */
#ifndef ISN_CLI_DOCUMENTS_H
#define ISN_CLI_DOCUMENTS_H

#include "cli/cli.h"
#include "fetch/fetch.h"

typedef struct cli_document {
  const char *file;         /* the path or address it came from; "-": stdin */
  char label[300];          /* that, and #7 for the seventh record of a container */
  isnad_document document;  /* bytes.ptr NULL: rejected, as error says */
  isnad_error error;
  cli_place place;          /* where in the file, for messages */
  uint64_t done;            /* bytes of the files taken in so far */
} cli_document;

typedef struct cli_documents cli_documents;

/* What --from takes, ended by NULL: any, text, html, rss, ...; the form of the input that is meant, and the kind of its reports. */
extern const char *const cli_forms[];
isnad_form cli_form_of(const char *from); /* NULL: any */
isnad_kind cli_kind_of(const char *from);

/* The files stay the caller's and must outlive the documents. fetch says how addresses are fetched. NULL after a message. */
cli_documents *cli_documents_open(const cli_files *, isnad_form, const isn_fetch_options *fetch);
/* The next document or rejection, which lives until the next call; false at the end. */
bool cli_documents_next(cli_documents *, const cli_document **);
uint64_t cli_documents_total(const cli_documents *); /* bytes of all files; 0 where not known */
void cli_documents_close(cli_documents *);

#endif
