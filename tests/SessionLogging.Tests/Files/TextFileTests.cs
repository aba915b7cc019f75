using System.Text.Unicode;
using SessionLogging.Files;

namespace SessionLogging.Tests.Files;

public sealed class TextFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Text_is_read_as_it_was_written_without_its_byte_order_mark(string encoding)
    {
        const string Text = "{ \"café\": \"日本 🎉\" }\r\nsecond\n\nlast";
        File.WriteAllText(_file, Text, Encoding.GetEncoding(encoding));

        Assert.Equal(Text, TextFile.ReadAll(_file));
        Assert.Equal(["{ \"café\": \"日本 🎉\" }", "second", "", "last"], TextFile.ReadLines(_file));
        using var reader = TextFile.Open(_file);
        Assert.Equal(Text, reader.ReadToEnd());
    }

    [Theory]
    [InlineData("7B 22 63 61 66 E9 22 7D", 5, 1)]
    [InlineData("61 0D 0A 62 0A C3 28", 5, 3)]
    [InlineData("61 0A ED A0 80", 2, 2)]
    [InlineData("61 C3", 1, 1)]
    [InlineData("EF BB BF 61 0A FF", 5, 2)]
    [InlineData("7B 00 22 00", 1, 1)]
    [InlineData("FF FE 00 00 7B 00 00 00", 2, 1)]
    [InlineData("FF FE 61 00 0A 00 00 D8 62 00", 6, 2)]
    [InlineData("FE FF 00 61 00 0A D8 00 00 62", 6, 2)]
    [InlineData("FF FE 61 00 62", 4, 1)]
    public void Anything_else_is_refused_with_the_bytes_place(string bytes, long offset, long line)
    {
        File.WriteAllBytes(_file, Convert.FromHexString(bytes.Replace(" ", "")));

        var failure = Assert.Throws<TextEncodingException>(() => TextFile.ReadAll(_file));

        Assert.Equal((offset, line, _file), (failure.Offset, failure.Line, failure.Subject));
        Assert.Equal(("FileNotUnicode", FailureCategory.InvalidData), (failure.ErrorId, failure.Category));
        Assert.Contains($"offset {offset} (line {line})", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lines_before_the_place_are_given()
    {
        File.WriteAllBytes(_file, [.. "one\ntwo\n"u8, 0xE9, .. "\nfour\n"u8]);
        var lines = new List<string>();

        Assert.Throws<TextEncodingException>(() =>
        {
            foreach (var line in TextFile.ReadLines(_file))
            {
                lines.Add(line);
            }
        });

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public void A_line_may_be_longer_than_what_is_read_at_once()
    {
        var text = string.Concat(new string('a', 200_000), "é\n", new string('b', 70_000), "\r\n");
        File.WriteAllText(_file, text);

        Assert.Equal(text, TextFile.ReadAll(_file));
    }

    [Fact]
    public void A_zero_further_on_is_data()
    {
        File.WriteAllText(_file, "a,b\nc,\0\n");

        Assert.Equal("a,b\nc,\0\n", TextFile.ReadAll(_file));
    }

    [Fact]
    public void An_empty_file_is_empty_text()
    {
        Assert.Equal("", TextFile.ReadAll(_file));
        Assert.Empty(TextFile.ReadLines(_file));
    }

    // .NET's own transcoder is the witness: it says how many bytes are UTF-8.
    [Fact]
    public void Bytes_are_read_to_the_last_or_refused_at_the_first_that_is_no_UTF_8()
    {
        var pieces = Gen.Int[0, 5].Select(piece => Encoding.UTF8.GetBytes(new[] { "a", "é", "日", "🎉", "\n", "\r\n" }[piece]));
        var wild = Gen.Byte[1, 255].Array[1, 2];
        Gen.Frequency((9, pieces), (1, wild)).Array[0, 40].Select(parts => parts.SelectMany(part => part).ToArray()).Sample(
            bytes =>
            {
                var file = Path.GetTempFileName();
                try
                {
                    File.WriteAllBytes(file, bytes);
                    var marked = bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
                    if (marked)
                    {
                        return;
                    }

                    Utf8.ToUtf16(bytes, new char[bytes.Length + 1], out var valid, out _, replaceInvalidSequences: false);
                    if (valid == bytes.Length)
                    {
                        Assert.Equal(Encoding.UTF8.GetString(bytes), TextFile.ReadAll(file));
                    }
                    else
                    {
                        Assert.Equal(valid, Assert.Throws<TextEncodingException>(() => TextFile.ReadAll(file)).Offset);
                    }
                }
                finally
                {
                    File.Delete(file);
                }
            },
            iter: 300);
    }
}
