using SessionLogging.Files;
using SessionLogging.Preferences.Editing;

namespace SessionLogging.Preferences.Rollout;

/// <summary>A file of receipts that grows while a rollout goes on: a line before each change, and one when it has ended. Safe for several threads.</summary>
public sealed class KeptReceipts : IDisposable
{
    private readonly AppendedFile _file;
    private readonly TimeProvider _time;
    private readonly object _lock = new();

    private KeptReceipts(AppendedFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <summary>Whether the file ended with a part of a line, which was taken away.</summary>
    public bool WasTorn { get; private init; }

    /// <summary>Opens a file of receipts, or begins one that on Unix is its owner's alone.</summary>
    /// <param name="path">The file, as a full path. Its folder must exist.</param>
    /// <param name="time">The clock of the lines.</param>
    /// <exception cref="ReceiptException">The file holds something else (<c>ReceiptsNotReadable</c>).</exception>
    /// <exception cref="FileException"><c>FileBusy</c>, <c>NotARegularFile</c> or <c>FileFailed</c>.</exception>
    public static KeptReceipts Open(string path, TimeProvider time)
    {
        EarlierReceipts? there = null;
        var file = AppendedFile.Open(path, () => there = EarlierReceipts.Read(path));
        try
        {
            if (there is { LacksEnd: true })
            {
                file.EndLastLine(isWhole: !there.IsTorn);
            }

            return new KeptReceipts(file, time) { WasTorn = there is { IsTorn: true } };
        }
        catch (FileException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Says that a change is begun, on the disk, before anything of it is sent.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>.</exception>
    internal void Begin(PreferencePlan plan, RequestMark request) => Append(ReceiptLine.OfBegun(plan, request, _time.GetUtcNow()), isDurable: true);

    /// <summary>Says how a change ended.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>.</exception>
    internal void End(PreferenceChange receipt, RequestMark request) =>
        Append(ReceiptLine.Of(receipt, request, _time.GetUtcNow()), isDurable: receipt.Result is not PreferenceChangeResult.Skipped);

    private void Append(string line, bool isDurable)
    {
        lock (_lock)
        {
            _file.Append(line, isDurable);
        }
    }
}
