package io.github.ftmo4j.examples.imports;

import io.github.ftmo4j.sim.history.file.Row;
import io.github.ftmo4j.sim.history.file.Table;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One XLSX file. Its parts are read as streams, and no more of them than the bounds below: a small file can unpack to
 * any size.
 */
final class Workbook {

    private static final int MAX_COLUMNS = 2_000;
    private static final int MAX_ROWS = 1_048_576;
    private static final long MAX_CHARACTERS = 400_000_000;
    private static final long MAX_UNPACKED = 2L << 30;

    /** What a part of a file unpacks to, as a multiple of its packed size; sheets of numbers reach some 30. */
    private static final long MAX_RATIO = 400;

    private static final long ALWAYS_UNPACKED = 1L << 20;

    private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime EPOCH_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
    private static final double LAST_DATE = 73_000;

    private final ZipFile zip;
    private final Path file;
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final List<String> strings = new ArrayList<>();
    private final List<Boolean> dateStyles = new ArrayList<>();
    private LocalDateTime epoch = EPOCH_1900;
    private long characters;

    Workbook(ZipFile zip, Path file) {
        this.zip = zip;
        this.file = file;
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // else the parser prints what is wrong with a file
        factory.setXMLReporter((message, kind, detail, place) -> {});
    }

    List<Table> tables() throws IOException, XMLStreamException {
        Map<String, String> sheets = sheets();
        readStyles();
        readStrings();
        List<Table> tables = new ArrayList<>();
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            tables.add(new Table(sheet.getKey(), true, false, rows(sheet.getValue())));
        }
        return tables;
    }

    /** What is done with a part. */
    private interface Part {
        void read(XMLStreamReader xml) throws XMLStreamException, IOException;
    }

    private void read(String name, Part part) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return;
        }
        long size = Math.max(0, entry.getCompressedSize());
        long bound = Math.min(MAX_UNPACKED, ALWAYS_UNPACKED + MAX_RATIO * size);
        try (InputStream packed = zip.getInputStream(entry)) {
            Bounded in = new Bounded(packed, bound);
            XMLStreamReader xml = factory.createXMLStreamReader(text(in));
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw Refusal.of(file, "has XML entities, which no program for spreadsheets writes");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    part.read(xml);
                }
            }
            in.transferTo(OutputStream.nullOutputStream());
            if (in.sum.getValue() != entry.getCrc()) {
                throw Refusal.of(file, "is damaged: " + name + " is not what was packed");
            }
        }
    }

    /**
     * The text of a part, UTF-8 or UTF-16 as XLSX demands. Given bytes, the parser would print what is no text in them.
     */
    private static Reader text(InputStream part) throws IOException {
        InputStream in = new BufferedInputStream(part);
        in.mark(3);
        byte[] start = in.readNBytes(3);
        in.reset();
        int first = start.length > 1 ? (start[0] & 0xff) << 8 | (start[1] & 0xff) : 0;
        Charset charset = switch (first) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            case '<' -> StandardCharsets.UTF_16BE;
            case '<' << 8 -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
        if (first == 0xefbb) {
            in.skipNBytes(3);
        }
        return new InputStreamReader(in, charset.newDecoder());
    }

    /** The parts of the sheets by their names. */
    private Map<String, String> sheets() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        read("xl/_rels/workbook.xml.rels", xml -> {
            if (xml.getLocalName().equals("Relationship")) {
                targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
            }
        });
        Map<String, String> sheets = new LinkedHashMap<>();
        read("xl/workbook.xml", xml -> {
            if (xml.getLocalName().equals("workbookPr") && Set.of("1", "true").contains(attribute(xml, "date1904"))) {
                epoch = EPOCH_1904;
            }
            if (xml.getLocalName().equals("sheet")) {
                String target = targets.getOrDefault(attribute(xml, "id"), "");
                sheets.put(attribute(xml, "name"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        return sheets;
    }

    /** An attribute in any namespace, empty if there is none. */
    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private void readStyles() throws IOException, XMLStreamException {
        Set<Integer> dates = new HashSet<>();
        for (int built = 14; built <= 22; built++) {
            dates.add(built);
        }
        boolean[] inCells = {false};
        read("xl/styles.xml", xml -> {
            String element = xml.getLocalName();
            if (element.equals("numFmt")) {
                String code = attribute(xml, "formatCode").replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "");
                if (code.matches("(?i).*[ymdh].*") && !code.equalsIgnoreCase("general")) {
                    dates.add(integer(attribute(xml, "numFmtId")));
                }
            }
            if (element.startsWith("cell") && element.endsWith("s")) {
                inCells[0] = element.equals("cellXfs");
            }
            if (element.equals("xf") && inCells[0]) {
                dateStyles.add(dates.contains(integer(attribute(xml, "numFmtId"))));
            }
        });
    }

    private static int integer(String text) {
        return INTEGER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private void readStrings() throws IOException, XMLStreamException {
        read("xl/sharedStrings.xml", xml -> {
            if (xml.getLocalName().equals("si")) {
                strings.add(text(xml, "si"));
            }
        });
    }

    /** The text of an element: that of its {@code t} elements, without those of phonetic guides. */
    private String text(XMLStreamReader xml, String element) throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        boolean guide = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
                break;
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("rPh")) {
                guide = false;
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("rPh")) {
                guide = true;
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("t")
                    && !guide) {
                text.append(xml.getElementText());
            }
        }
        count(text.length());
        return text.toString();
    }

    private void count(long more) throws IOException {
        characters += more + 4;
        if (characters > MAX_CHARACTERS) {
            throw Refusal.of(file, "has more than " + MAX_CHARACTERS + " characters of text");
        }
    }

    private List<Row> rows(String part) throws IOException, XMLStreamException {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        long[] line = {0};
        read(part, xml -> {
            if (xml.getLocalName().equals("row")) {
                add(rows, line[0], cells);
                int stated = integer(attribute(xml, "r"));
                line[0] = stated > 0 ? stated : line[0] + 1;
            } else if (xml.getLocalName().equals("c")) {
                int column = column(attribute(xml, "r"), cells.size());
                if (column >= MAX_COLUMNS) {
                    throw Refusal.of(file, "has more than " + MAX_COLUMNS + " columns");
                }
                while (cells.size() <= column) {
                    cells.add("");
                }
                cells.set(column, cell(xml));
                count(cells.get(column).length());
            }
        });
        add(rows, line[0], cells);
        return rows;
    }

    private void add(List<Row> rows, long line, List<String> cells) throws IOException {
        if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(Row.of(line, cells));
        }
        cells.clear();
        if (rows.size() > MAX_ROWS) {
            throw Refusal.of(file, "has more than " + MAX_ROWS + " rows");
        }
    }

    /** The place of a column from a reference such as {@code AB12}; the next one if there is none. */
    private static int column(String reference, int next) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = Math.min(column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1), 1 << 20);
        }
        return column == 0 ? next : column - 1;
    }

    private String cell(XMLStreamReader xml) throws XMLStreamException, IOException {
        String type = attribute(xml, "t");
        int style = integer(attribute(xml, "s"));
        if (type.equals("inlineStr")) {
            return text(xml, "c");
        }
        String value = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("v")) {
                value = xml.getElementText();
            }
        }
        if (type.equals("s")) {
            int place = integer(value);
            return place >= 0 && place < strings.size() ? strings.get(place) : "";
        }
        boolean isNumber = (type.isEmpty() || type.equals("n")) && !value.isEmpty();
        return isNumber ? number(value, style >= 0 && style < dateStyles.size() && dateStyles.get(style)) : value;
    }

    /** A number as it was before it was stored in binary; a time where the style shows one. */
    private String number(String value, boolean isDate) {
        BigDecimal number;
        try {
            number = new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            return value;
        }
        if (Math.abs((long) number.precision() - number.scale()) > 300) {
            return value;
        }
        if (isDate && number.signum() > 0 && number.doubleValue() < LAST_DATE) {
            long seconds = number.multiply(BigDecimal.valueOf(86_400))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return TIME.format(epoch.plusSeconds(seconds));
        }
        BigDecimal decimal = number.round(new MathContext(15)).stripTrailingZeros();
        // three decimals could be thousands beside texts with a decimal comma
        return (decimal.scale() == 3 ? decimal.setScale(4) : decimal.scale() < 0 ? decimal.setScale(0) : decimal)
                .toPlainString();
    }

    /** Ends with an error where more is unpacked than the bound. Adds up what is read; the parser cannot close it. */
    private final class Bounded extends FilterInputStream {
        private final CRC32 sum = new CRC32();
        private long left;

        Bounded(InputStream in, long bound) {
            super(in);
            left = bound;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                sum.update(buffer, offset, read);
                left -= read;
            }
            if (left < 0) {
                throw Refusal.of(file, "unpacks to far more than a spreadsheet of its size does");
            }
            return read;
        }

        @Override
        public void close() {
            // whoever opened the part closes it
        }
    }
}
