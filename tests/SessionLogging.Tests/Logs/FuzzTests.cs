using SessionLogging.Logs.Framing;
using SessionLogging.Logs.Reading;
using SessionLogging.Tests.Logs.Terminal;

namespace SessionLogging.Tests.Logs;

/// <summary>Pieces of recorded logs, mutated: whatever comes, it is read to its end, and no line holds what is not to be seen.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>How many inputs; a long run sets the variable.</summary>
    private static readonly long Inputs = long.TryParse(Environment.GetEnvironmentVariable("SESSION_LOG_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out var inputs) ? inputs : 20_000;

    private static readonly byte[][] Logs = [.. Corpus.Recordings("agent").Select(name => Corpus.Read("agent", name + ".log")), .. Corpus.Recordings("transcripts").Select(name => Corpus.Read("transcripts", name + ".log"))];

    private static readonly byte[][] Events = [.. Corpus.Recordings("agent").Select(name => Corpus.Read("agent", name + ".streamed.jsonl")).Where(log => log.Length > 0), Corpus.Read("aws", "cw-02-streamed-al2023-raw-title-and-bracketed-paste-2023.json")];

    [Fact]
    public void Mutated_logs_are_read_to_their_end()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (lines, problems, bytes) = (0L, 0L, 0L);
        for (var input = 0L; input < Inputs; input++)
        {
            var kind = random.Next(20);
            var data = Mutated(random, kind == 0 ? Events : Logs);
            bytes += data.Length;
            var at = input;
            void See(string text)
            {
                lines++;
                Assert.True(Shown.IsClean(text), string.Create(CultureInfo.InvariantCulture, $"input {at} of seed {seed}: {text}"));
            }

            if (kind == 0)
            {
                using var stream = new MemoryStream(data);
                foreach (var line in new StreamedLogReading("fuzz", new SessionLogOptions(), _ => problems++).Read(stream))
                {
                    See(line.Text);
                }
            }
            else if (kind == 1)
            {
                using var stream = new MemoryStream(data);
                foreach (var line in new TerminalLogReading("fuzz", LogFrame.Of(data), new SessionLogOptions { FullScreen = true }).Read(stream))
                {
                    See(line.Text);
                }
            }
            else
            {
                var text = new TerminalText(new TerminalSize(random.Next(2, 50), random.Next(2, 12)), keepsFullScreens: true);
                var cut = random.Next(data.Length + 1);
                text.Write(data.AsSpan(0, cut));
                if (random.Next(8) == 0)
                {
                    text.Resize(new TerminalSize(random.Next(2, 50), random.Next(2, 12)));
                }

                text.Write(data.AsSpan(cut));
                text.Complete();
                while (text.TryRead(out var line))
                {
                    See(line.Text);
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Inputs} inputs of {bytes / 1e6:0} MB: {lines} lines, {problems} broken events, seed {seed}"));
    }

    private static byte[] Mutated(Random random, byte[][] corpus)
    {
        var source = corpus[random.Next(corpus.Length)];
        var length = random.Next(1, 300);
        var begin = random.Next(4) == 0 ? 0 : random.Next(source.Length);
        var data = source.AsSpan(begin, Math.Min(length, source.Length - begin)).ToArray().ToList();
        for (var change = random.Next(1, 8); change > 0 && data.Count > 0; change--)
        {
            var at = random.Next(data.Count);
            switch (random.Next(6))
            {
                case 0:
                    data[at] = (byte)random.Next(256);
                    break;
                case 1:
                    data[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    data.RemoveRange(at, Math.Min(random.Next(1, 20), data.Count - at));
                    break;
                case 3:
                    data.InsertRange(at, Encoding.UTF8.GetBytes(OutputPieces.All[random.Next(OutputPieces.All.Length)]));
                    break;
                case 4:
                    data.InsertRange(at, data.GetRange(0, Math.Min(random.Next(1, 30), data.Count)));
                    break;
                default:
                    data.InsertRange(at, Encoding.ASCII.GetBytes($"\u001b[{random.Next(120)};{random.Next(120)}{"@ABCDGHJKLMPSTXZbdefgrsu"[random.Next(24)]}"));
                    break;
            }
        }

        return [.. data];
    }
}
