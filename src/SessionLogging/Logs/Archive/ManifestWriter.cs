using SessionLogging.Files;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>Collects the lines of a manifest, and puts it behind the archive's last one.</summary>
internal sealed class ManifestWriter : IDisposable
{
    private readonly SaveOptions _options;
    private readonly ArchiveFiles _files;
    private readonly WorkFolder _work;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly HashSet<ReportRun> _runs = [];
    private readonly HashSet<SessionReportCoverage> _coverages = [];
    private readonly string _linesPath;
    private readonly HashedFile _lines;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    internal ManifestWriter(SaveOptions options, ArchiveFiles files, WorkFolder work, TimeProvider time)
    {
        (_options, _files, _work, _time, _startedAt) = (options, files, work, time, time.GetUtcNow());
        _linesPath = Path.Combine(work.Path, "sessions");
        _lines = files.CreateFile(_linesPath);
    }

    /// <summary>Takes note of the run that a session came from: what it covered is known at its end.</summary>
    internal void Note(SessionRecord session)
    {
        if (ReportRun.Of(session) is { } run)
        {
            _runs.Add(run);
        }
    }

    internal void Note(SessionReportCoverage coverage) => _coverages.Add(coverage);

    /// <summary>Adds a session. From any thread.</summary>
    internal void Add(ArchivedSession session)
    {
        var line = ManifestJson.Session(session);
        lock (_lines)
        {
            _lines.Write(line, 0, line.Length);
        }
    }

    /// <summary>Writes the manifest, its signature first: a manifest that says that it is signed has its signature.</summary>
    /// <exception cref="ArchiveException"><c>ManifestNotReadable</c> or <c>ManifestNotSigned</c>.</exception>
    /// <exception cref="FileException"><c>FileFailed</c> or <c>FileBusy</c>.</exception>
    internal async Task<SessionLogSave> PlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lines.Dispose();
            var circumstances = await _options.Circumstances(cancellationToken).ConfigureAwait(false);
            using var alone = await FolderLock.TakeAsync(_options.Folder, _time, cancellationToken).ConfigureAwait(false)
                ?? throw FileException.Busy(_options.Folder, FolderLock.Patience);
            var header = Header(circumstances);
            var made = Path.Combine(_work.Path, "manifest");
            var hash = Write(made, header);
            var name = ManifestFile.NameOf(header.Number);
            var place = Path.Combine(_options.Folder, name);
            DeleteLeftSignatures(name);
            var signature = _options.Signer is { } signer ? await SignAsync(signer, made, place, cancellationToken).ConfigureAwait(false) : null;
            _files.MoveFile(made, place);
            return new SessionLogSave
            {
                Path = _options.Folder,
                Manifest = name,
                ManifestHash = hash,
                Sessions = 0,
                Saved = 0,
                Kept = 0,
                WithoutLog = 0,
                Failed = 0,
                Bytes = 0,
                Signature = signature is null ? null : name + header.SignatureSuffix,
                SignedBy = header.SignerName,
                Timestamp = signature?.Timestamp,
            };
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(_options.Folder, failure);
        }
    }

    public void Dispose()
    {
        try
        {
            _lines.Dispose();
        }
        catch (IOException)
        {
            // What was still to be written is not wanted any more.
        }
    }

    private ManifestHeader Header(SaveCircumstances circumstances)
    {
        var last = ManifestFile.NumbersIn(_options.Folder).DefaultIfEmpty(0).Last();
        var previous = last == 0 ? null : ManifestFile.Read(_options.Folder, last);
        if (previous?.Problem is { } problem)
        {
            throw ArchiveException.ManifestNotReadable(Path.Combine(_options.Folder, previous.Name), problem);
        }

        var signature = previous?.Header?.SignatureSuffix is { } suffix ? Path.Combine(_options.Folder, previous.Name + suffix) : null;
        return new ManifestHeader
        {
            Number = last + 1,
            PreviousSha256 = previous?.Sha256,
            PreviousSignatureSha256 = signature is not null && File.Exists(signature) ? Sha256.OfFile(signature) : null,
            StartedAt = _startedAt,
            SavedAt = _time.GetUtcNow(),
            Circumstances = circumstances,
            SignatureSuffix = _options.Signer?.Suffix,
            Signer = _options.Signer?.Signer,
            SignerName = _options.Signer?.Name,
        };
    }

    /// <returns>The SHA-256 of the manifest.</returns>
    private string Write(string path, ManifestHeader header)
    {
        using var sealing = Sha256.Begin();
        using var file = _files.CreateFile(path);
        void Put(byte[] bytes, int count)
        {
            file.Write(bytes, 0, count);
            sealing.AppendData(bytes, 0, count);
        }

        var first = ManifestJson.Header(header);
        Put(first, first.Length);
        using (var lines = new FileStream(_linesPath, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            var piece = new byte[64 * 1024];
            int read;
            while ((read = lines.Read(piece, 0, piece.Length)) > 0)
            {
                Put(piece, read);
            }
        }

        foreach (var coverage in _runs.SelectMany(run => run.Coverages).Concat(_coverages).Distinct())
        {
            var line = ManifestJson.Coverage(coverage);
            Put(line, line.Length);
        }

        var seal = ManifestJson.Seal(Sha256.End(sealing));
        file.Write(seal, 0, seal.Length);
        file.Settle();
        return file.Sha256;
    }

    private async Task<ManifestSignature> SignAsync(IManifestSigner signer, string made, string place, CancellationToken cancellationToken)
    {
        ManifestSignature signature;
        try
        {
            signature = await signer.SignAsync(File.ReadAllBytes(made), cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            throw ArchiveException.NotSigned(_options.Folder, failure);
        }

        var path = Path.Combine(_work.Path, "signature");
        using (var file = _files.CreateFile(path))
        {
            file.Write(signature.Bytes, 0, signature.Bytes.Length);
            file.Settle();
        }

        _files.MoveFile(path, place + signer.Suffix);
        return signature;
    }

    // Of a save that was killed before its manifest came.
    private void DeleteLeftSignatures(string name)
    {
        foreach (var path in Directory.GetFiles(_options.Folder, name + ".*"))
        {
            _files.DeleteFile(path);
        }
    }
}
