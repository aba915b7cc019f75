using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;
using SessionLogging.Logs;
using SessionLogging.Logs.Reading;
using SessionLogging.Logs.Terminal;

namespace SessionLogging.Benchmarks.Logs;

/// <summary>How fast session logs are decoded, beside other terminals and a bare tokeniser; and how much memory a log of a gigabyte takes.</summary>
internal static class LogBench
{
    public const string Argument = "logs";

    private const int Megabyte = 1024 * 1024;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("log-bench");
        try
        {
            var plain = Path.Combine(folder.FullName, "plain.bin");
            await File.WriteAllBytesAsync(plain, Plain(32 * Megabyte));
            var recordings = Path.Combine(folder.FullName, "recordings.bin");
            await File.WriteAllBytesAsync(recordings, Recordings());
            Console.WriteLine("Terminal output, best of five (xterm: of three, pyte: one run); MB/s are 1,000,000 bytes a second of processor time, whatever else runs.");
            Console.WriteLine($"{"by",-34}{"plain",16}{"recordings",16}");
            Console.WriteLine(Row("TerminalText", Decode(plain), Decode(recordings)));
            Console.WriteLine(Row("@xterm/headless (node)", await OtherAsync("node", "xterm.mjs", plain, 1), await OtherAsync("node", "xterm.mjs", recordings, 1)));
            Console.WriteLine(Row("pyte (python3)", await OtherAsync("/usr/bin/python3", "pyte-feed.py", plain, 16), await OtherAsync("/usr/bin/python3", "pyte-feed.py", recordings, 1)));
            Console.WriteLine();
            Events(folder.FullName);
            Console.WriteLine();
            Gigabyte(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Plain(int length)
    {
        var text = new StringBuilder(length + 100);
        for (var line = 1; text.Length < length; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line} {line * 7919L % 100003} the quick brown fox jumps over the lazy dog end\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Recordings()
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*.log*").Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            using var log = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
            log.CopyTo(all);
        }

        return all.ToArray();
    }

    private static double Decode(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var repeats = Math.Max(1, 32 * Megabyte / bytes.Length);
        return Enumerable.Range(0, Rounds).Max(round =>
        {
            var begun = ProcessorTime();
            var lines = 0;
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                var text = new TerminalText(TerminalSize.Usual);
                for (var at = 0; at < bytes.Length; at += 65536)
                {
                    text.Write(bytes.AsSpan(at, Math.Min(65536, bytes.Length - at)));
                    while (text.TryRead(out var line))
                    {
                        lines++;
                    }
                }

                text.Complete();
                while (text.TryRead(out _))
                {
                    lines++;
                }
            }

            GC.KeepAlive(lines);
            return (double)bytes.Length * repeats / (ProcessorTime() - begun).TotalSeconds / 1e6;
        });
    }

    private static async Task<double?> OtherAsync(string program, string script, string path, int part)
    {
        try
        {
            var start = new ProcessStartInfo(program, [Path.Combine(AppContext.BaseDirectory, "Logs", script), path, part.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Row(string name, double? plain, double? recordings) => $"{name,-34}{Rate(plain),16}{Rate(recordings),16}";

    private static string Rate(double? rate) => rate is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.000} MB/s") : "not here";

    private static void Events(string folder)
    {
        var path = Path.Combine(folder, "events.jsonl");
        using (var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "corpus", "s09-long-resize.streamed.jsonl.gz")))
        using (var log = new GZipStream(file, CompressionMode.Decompress))
        using (var all = new MemoryStream())
        {
            log.CopyTo(all);
            using var written = File.Create(path);
            for (var copy = 0; copy < 16; copy++)
            {
                written.Write(all.GetBuffer(), 0, (int)all.Length);
            }
        }

        var length = new FileInfo(path).Length;
        var bare = Enumerable.Range(0, Rounds).Max(_ => Timed(length, () => Tokenise(path, takesText: false)));
        var text = Enumerable.Range(0, Rounds).Max(_ => Timed(length, () => Tokenise(path, takesText: true)));
        var events = Enumerable.Range(0, Rounds).Max(_ => Timed(length, () => Count(Log(path).ReadEvents())));
        var lines = Enumerable.Range(0, Rounds).Max(_ => Timed(length, () => Count(Log(path).ReadLines())));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Streamed events, {length / 1e6:0} MB of {Count(Log(path).ReadLines())} lines, best of five, beside bare tokenising by Utf8JsonReader, which looks at no value:"));
        Console.WriteLine($"{"by",-34}{"MB/s",16}{"of bare",16}");
        foreach (var (name, rate) in new[] { ("bare Utf8JsonReader", bare), ("the same, each string made", text), ("as events", events), ("as lines", lines) })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34}{rate,16:0}{rate / bare,16:0%}"));
        }
    }

    private static SessionLogFile Log(string path) => new(path, new SessionLogOptions { Width = 100, Height = 40 }, problem => throw problem);

    private static double Timed(long length, Func<long> read)
    {
        var begun = ProcessorTime();
        GC.KeepAlive(read());
        return length / (ProcessorTime() - begun).TotalSeconds / 1e6;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static long Count<T>(IEnumerable<T> items)
    {
        var count = 0L;
        foreach (var item in items)
        {
            count++;
        }

        return count;
    }

    /// <summary>The least that anybody does who reads JSON lines: each line through the tokeniser; and the least where the text is wanted.</summary>
    private static long Tokenise(string path, bool takesText)
    {
        var tokens = 0L;
        using var file = File.OpenRead(path);
        var buffer = ArrayPool<byte>.Shared.Rent(Megabyte);
        var held = 0;
        int read;
        while ((read = file.Read(buffer, held, buffer.Length - held)) > 0)
        {
            held += read;
            var begin = 0;
            int end;
            while ((end = buffer.AsSpan(begin, held - begin).IndexOf((byte)'\n')) >= 0)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(begin, end));
                while (reader.Read())
                {
                    tokens += takesText && reader.TokenType == JsonTokenType.String ? reader.GetString()!.Length : 1;
                }

                begin += end + 1;
            }

            Buffer.BlockCopy(buffer, begin, buffer, 0, held - begin);
            held -= begin;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return tokens;
    }

    private static void Gigabyte(string folder)
    {
        var path = Path.Combine(folder, "gigabyte.log");
        var block = Plain(16 * Megabyte);
        using (var written = File.Create(path))
        {
            written.Write("Script started on 2026-11-28 16:19:51+00:00 [<not executed on terminal>]\n"u8);
            for (var copy = 0; copy < 64; copy++)
            {
                written.Write(block);
            }

            written.Write("\nScript done on 2026-11-28 16:19:51+00:00 [COMMAND_EXIT_CODE=\"0\"]\n"u8);
        }

        block = null;
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var idle = process.WorkingSet64;
        var peak = idle;
        var clock = Stopwatch.StartNew();
        var lines = 0L;
        foreach (var line in new SessionLogFile(path, new SessionLogOptions(), problem => throw problem).ReadLines())
        {
            if (++lines % 100_000 == 0)
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
            }

            GC.KeepAlive(line);
        }

        var length = new FileInfo(path).Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A log of {length / 1e9:0.00} GB: {lines} lines in {clock.Elapsed.TotalSeconds:0.0} s ({length / clock.Elapsed.TotalSeconds / 1e6:0} MB/s, the window's size worked out first), {(peak - idle) / 1e6:0} MB above idle"));
    }
}
