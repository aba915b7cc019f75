using SessionLogging.Files;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Rollout;

/// <summary>The receipts that an earlier command has kept: what is done, and of which settings.</summary>
public sealed class EarlierReceipts
{
    private readonly string _path;
    private readonly Dictionary<(string? AccountId, string Region, string DocumentName), ReceiptLine> _last = [];
    private readonly ILookup<string, ReceiptLine> _byName;
    private readonly HashSet<string> _requests = new(StringComparer.Ordinal);

    private EarlierReceipts(string path, IReadOnlyList<ReceiptLine> lines)
    {
        _path = path;
        foreach (var line in lines)
        {
            _last[(line.AccountId, line.Region, line.DocumentName)] = line;
            _requests.Add(line.Request);
        }

        _byName = _last.Values.ToLookup(line => line.DocumentName, StringComparer.Ordinal);
    }

    /// <summary>Whether the last line is a part of one: whoever wrote it was killed meanwhile. It counts as not written.</summary>
    public bool IsTorn { get; private init; }

    /// <summary>Whether the last line is whole and only lacks its end.</summary>
    internal bool LacksEnd { get; private init; }

    /// <summary>Reads a file of receipts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReceiptException">A line that is not the last is no receipt (<c>ReceiptsNotReadable</c>).</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static EarlierReceipts Read(string path)
    {
        var lines = new List<ReceiptLine>();
        (long Number, string Reason)? broken = null;
        var number = 0L;
        foreach (var text in TextFile.ReadLines(path))
        {
            number++;
            if (broken is { } earlier)
            {
                throw ReceiptException.NotReadable(path, earlier.Number, earlier.Reason);
            }

            if (ReceiptLine.Read(text, out var reason) is { } line)
            {
                lines.Add(line);
            }
            else
            {
                broken = (number, reason);
            }
        }

        var lacksEnd = number > 0 && !EndsLine(path);
        return broken is { } last && !lacksEnd
            ? throw ReceiptException.NotReadable(path, last.Number, last.Reason)
            : new EarlierReceipts(path, lines) { IsTorn = broken is not null, LacksEnd = lacksEnd };
    }

    /// <summary>Whether a document was changed, or stood as wanted, by the exceptions that hold for it now.</summary>
    internal bool IsDone(PreferenceTarget target, string? exceptions) =>
        _last.TryGetValue((target.AccountId, target.Region, target.DocumentName), out var line) && line.IsDone && line.ExceptionRequest == exceptions;

    /// <summary>Refuses what asks for other settings than those of the receipts, before anything is asked.</summary>
    /// <exception cref="ReceiptException"><c>ResumeDiffers</c>.</exception>
    internal void RequireSame(IReadOnlyList<RolloutStep> steps, Func<RolloutStep, string> fingerprint)
    {
        if (_requests.Count > 0 && steps.Count > 0 && !steps.Any(step => _requests.Contains(fingerprint(step))))
        {
            throw ReceiptException.Differs(_path, "");
        }

        foreach (var step in steps)
        {
            RequireSame(step.Expected(), fingerprint(step));
        }
    }

    /// <summary>Refuses a document of which other settings were asked for.</summary>
    /// <exception cref="ReceiptException"><c>ResumeDiffers</c>.</exception>
    internal void RequireSame(PreferenceTarget target, string request)
    {
        var same = false;
        var other = false;
        foreach (var line in CandidatesOf(target))
        {
            same |= line.Request == request;
            other |= line.Request != request;
        }

        if (other && !same)
        {
            throw ReceiptException.Differs(_path, $" for {target}");
        }
    }

    private IEnumerable<ReceiptLine> CandidatesOf(PreferenceTarget target) =>
        _last.TryGetValue((target.AccountId, target.Region, target.DocumentName), out var exact) ? [exact]
        : target is { AccountId: not null, Region.Length: > 0 } ? []
        : _byName[target.DocumentName].Where(line => line.MayBeOf(target));

    private static bool EndsLine(string path)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            content.Seek(-1, SeekOrigin.End);
            return content.ReadByte() == '\n';
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(path, failure);
        }
    }
}
