using SessionLogging.Files;

namespace SessionLogging.Logs.Archive;

/// <summary>A manifest as it lies in an archive.</summary>
internal sealed record ManifestFile
{
    private const string Prefix = "manifest-";
    private const string Suffix = ".jsonl";

    private static readonly Regex Named = new("^manifest-(?<number>[0-9]{6,9})[.]jsonl$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The number in its name.</summary>
    internal required int Number { get; init; }

    /// <summary>Its name.</summary>
    internal required string Name { get; init; }

    /// <summary>The SHA-256 of the whole file.</summary>
    internal required string Sha256 { get; init; }

    /// <summary>What its first line says; <see langword="null"/> where the manifest is not as it was written.</summary>
    internal ManifestHeader? Header { get; init; }

    /// <summary>The files that it lists.</summary>
    internal IReadOnlyList<ArchivedFile> Files { get; init; } = [];

    /// <summary>Why it is not as it was written.</summary>
    internal string? Problem { get; init; }

    internal static string NameOf(int number) => $"{Prefix}{number.ToString("000000", CultureInfo.InvariantCulture)}{Suffix}";

    /// <summary>The number in a manifest's name; <see langword="null"/> of another file's.</summary>
    internal static int? NumberOf(string name) =>
        Named.Match(name) is { Success: true } match && int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is > 0 and var number && NameOf(number) == name ? number : null;

    /// <summary>The manifests of a folder, the first one first.</summary>
    internal static IEnumerable<int> NumbersIn(string folder) =>
        Directory.GetFiles(folder, $"{Prefix}*{Suffix}").Select(path => NumberOf(Path.GetFileName(path))).OfType<int>().OrderBy(number => number);

    /// <summary>Reads a manifest, to its seal.</summary>
    /// <exception cref="FileException">It cannot be read.</exception>
    internal static ManifestFile Read(string folder, int number)
    {
        var name = NameOf(number);
        var path = Path.Combine(folder, name);
        if (FileKinds.OfEntry(path) is not FileKind.Regular)
        {
            return new ManifestFile { Number = number, Name = name, Sha256 = "", Problem = "it is no file" };
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(path, failure);
        }

        var read = new ManifestFile { Number = number, Name = name, Sha256 = Archive.Sha256.Of(bytes) };
        try
        {
            return read.With(bytes);
        }
        catch (JsonException broken)
        {
            return read with { Problem = broken.Message };
        }
    }

    private ManifestFile With(byte[] bytes)
    {
        var seal = bytes.Length < 2 ? -1 : Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        if (seal <= 0 || !ManifestJson.Seal(Archive.Sha256.Of(bytes, seal)).SequenceEqual(bytes.Skip(seal)))
        {
            throw new JsonException("its lines and the seal in its last line do not fit");
        }

        ManifestHeader? header = null;
        var files = new List<ArchivedFile>();
        for (var start = 0; start < seal;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            using var line = JsonDocument.Parse(bytes.AsMemory(start, end - start));
            if (header is null)
            {
                header = ManifestJson.ReadHeader(line.RootElement);
            }
            else
            {
                files.AddRange(ManifestJson.ReadFiles(line.RootElement));
            }

            start = end + 1;
        }

        return header!.Number == Number
            ? this with { Header = header, Files = files }
            : throw new JsonException(FormattableString.Invariant($"by its first line it is manifest {header.Number}"));
    }
}
