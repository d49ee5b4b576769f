/* What the pages send beside themselves, as bytes; the include path finds the files: those of this folder, typefaces that npm brought,
 * the basemap that the build made. Each has two labels: where it begins and where it ends. */
    .section .rodata
    .macro asset name, file
    .global isn_file_\name
    .hidden isn_file_\name
    .global isn_file_\name\()_end
    .hidden isn_file_\name\()_end
isn_file_\name:
    .incbin "\file"
isn_file_\name\()_end:
    .byte 0
    .endm

    asset words, "words.tsv"
    asset style, "style.css"
    asset fonts, "fonts.css"
    asset live, "live.js"
    asset worker, "worker.js"
    asset icon, "icon.svg"
    asset basemap, "basemap.bin"
    asset sans, "sans.woff2"
    asset sans_latin, "sans-latin.woff2"
    asset sans_bold, "sans-bold.woff2"
    asset sans_bold_latin, "sans-bold-latin.woff2"
    asset naskh, "naskh.woff2"
    asset naskh_bold, "naskh-bold.woff2"
    .section .note.GNU-stack, "", %progbits
