package io.github.ftmo4j.examples.imports;

import io.github.ftmo4j.sim.history.file.Row;
import io.github.ftmo4j.sim.history.file.Table;
import io.github.ftmo4j.sim.history.file.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the rows of all tables of an HTML file, in the order of the file, as one table. Rows are read one by one, so
 * that the document is never in memory as a whole. A cell that spans columns is followed by empty ones; hidden cells
 * are left out, as a browser does.
 */
public final class HtmlTables implements TableReader {

    private static final int MAX_CELLS = 2_000;
    private static final int MAX_ROWS = 2_000_000;
    private static final long MAX_BYTES = 256L << 20;
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([\\w-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z][\\w:.-]*)");
    private static final Set<String> HTML = Set.of("html", "head", "meta", "title", "body", "div", "table");
    private static final int START = 4_096;
    private static final int END = 4_096;

    /** Made by {@link java.util.ServiceLoader}. */
    public HtmlTables() {}

    @Override
    public boolean recognises(byte[] start) {
        String text = new String(start, charset(start)).replace("\uFEFF", "").strip();
        return text.startsWith("<");
    }

    @Override
    public List<Table> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw Refusal.of(file, "is larger than " + (MAX_BYTES >> 20) + " MB");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        refuseOtherXml(file, start);
        refuseCutOff(file);
        List<Row> rows = new ArrayList<>();
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), charset(start));
                StreamParser parser = new StreamParser(Parser.htmlParser()).parse(reader, "")) {
            Iterator<Element> elements = parser.iterator();
            while (elements.hasNext()) {
                Element element = elements.next();
                if (element.normalName().equals("tr")) {
                    rows.add(Row.of(rows.size() + 1L, cells(file, element)));
                    element.empty();
                    if (rows.size() > MAX_ROWS) {
                        throw Refusal.of(file, "has more than " + MAX_ROWS + " rows");
                    }
                }
            }
        }
        return List.of(new Table("", true, false, rows));
    }

    /** Refuses XML of another kind, such as a flex query or an old spreadsheet. */
    private static void refuseOtherXml(Path file, byte[] start) throws IOException {
        String text = new String(start, charset(start));
        Matcher element = ELEMENT.matcher(text);
        String root = element.find() ? element.group(1) : "no element";
        if (!HTML.contains(root.toLowerCase(Locale.ROOT))
                && !text.toLowerCase(Locale.ROOT).contains("<html")) {
            throw Refusal.of(file, "is XML (" + root + ") and no HTML: export the trades as CSV, HTML or XLSX");
        }
    }

    /** Refuses a file whose end is missing, as the end of a download may be. */
    private static void refuseCutOff(Path file) throws IOException {
        long size = Files.size(file);
        String end;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, size - END));
            byte[] last = Channels.newInputStream(channel).readAllBytes();
            // without the zeros of UTF-16 it is Latin in any character set
            end = new String(last, StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .toLowerCase(Locale.ROOT);
        }
        if (!end.contains("</html>") && !end.contains("</table>")) {
            throw Refusal.of(file, "is cut off: it has no </html> at its end; download or export it again");
        }
    }

    private static List<String> cells(Path file, Element row) throws IOException {
        List<String> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            boolean isCell = cell.normalName().equals("td") || cell.normalName().equals("th");
            if (isCell && !isHidden(cell)) {
                cells.add(cell.text());
                int span = span(cell.attr("colspan"));
                if (cells.size() + span > MAX_CELLS) {
                    throw Refusal.of(file, "has a row of more than " + MAX_CELLS + " cells");
                }
                for (int i = 1; i < span; i++) {
                    cells.add("");
                }
            }
        }
        return cells;
    }

    private static boolean isHidden(Element cell) {
        return cell.hasClass("hidden")
                || cell.hasAttr("hidden")
                || cell.attr("style").replace(" ", "").contains("display:none");
    }

    private static int span(String columns) {
        return columns.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(columns)) : 1;
    }

    /** UTF-16 if a mark or the zeros of Latin letters show it, else what the file states, else UTF-8. */
    private static Charset charset(byte[] start) {
        if (start.length >= 4) {
            int first = start[0] & 0xff;
            int second = start[1] & 0xff;
            if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
                return StandardCharsets.UTF_16;
            }
            if (first != 0 && second == 0 && start[3] == 0) {
                return StandardCharsets.UTF_16LE;
            }
            if (first == 0 && second != 0 && start[2] == 0) {
                return StandardCharsets.UTF_16BE;
            }
        }
        Matcher stated = CHARSET.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (stated.find()) {
            try {
                Charset charset = Charset.forName(stated.group(1));
                // what is not UTF-16 in its first bytes is not UTF-16, whatever it states
                return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return StandardCharsets.UTF_8;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
