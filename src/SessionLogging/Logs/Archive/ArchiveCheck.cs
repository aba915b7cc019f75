using System.Collections.Concurrent;
using SessionLogging.Files;
using SessionLogging.Findings;

namespace SessionLogging.Logs.Archive;

/// <summary>
/// Holds the files of an archive against its manifests, the manifests against each other, and all of them against what was kept elsewhere.
/// It proves that they are unchanged since they were saved, and nothing of what they were before. Nobody is asked.
/// </summary>
/// <param name="folder">The archive's folder, as a full path.</param>
/// <param name="anchor">What was kept elsewhere; <see langword="null"/> where nothing was.</param>
/// <param name="verifiers">Check signatures, each those of one kind.</param>
/// <param name="progress">Hears how many files of how many were looked at. May be called from any thread.</param>
public sealed class ArchiveCheck(string folder, ArchiveAnchor? anchor, IReadOnlyList<ISignatureVerifier> verifiers, Action<int, int>? progress = null)
{
    private readonly List<FileFault> _brokenSignatures = [];
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private readonly HashSet<int> _signedByAnchor = [];
    private int _goodSignatures;

    /// <summary>Looks at every file, once.</summary>
    /// <returns>What every rule has to say, also where it holds.</returns>
    /// <exception cref="ArchiveException"><c>ArchiveNotFound</c>.</exception>
    /// <exception cref="FileException"><c>FileFailed</c>: a folder or a manifest cannot be read.</exception>
    public IReadOnlyList<Finding> Run(CancellationToken cancellationToken)
    {
        var evidence = Look(cancellationToken);
        return [.. ArchiveRules.All.SelectMany(rule => rule.Find(evidence))];
    }

    internal ArchiveEvidence Look(CancellationToken cancellationToken)
    {
        if (FileKinds.At(folder) is not FileKind.Folder)
        {
            throw ArchiveException.NotFound(folder);
        }

        try
        {
            return Hold(cancellationToken);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(folder, failure);
        }
    }

    private ArchiveEvidence Hold(CancellationToken cancellationToken)
    {
        List<ManifestFile> manifests = [.. ManifestFile.NumbersIn(folder).Select(number => ManifestFile.Read(folder, number))];
        for (var i = 0; i < manifests.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LookAtSignature(manifests[i], i + 1 < manifests.Count && manifests[i + 1].Number == manifests[i].Number + 1 ? manifests[i + 1] : null);
        }

        var listed = manifests.SelectMany(manifest => manifest.Files).ToLookup(file => file.Path, StringComparer.Ordinal);
        var there = Entries("").ToHashSet(StringComparer.Ordinal);
        var (changed, unread) = Compare(listed, there, cancellationToken);
        return new ArchiveEvidence
        {
            Folder = folder,
            Manifests = manifests,
            Listed = listed.Count,
            Changed = changed,
            Unread = unread,
            Missing = [.. listed.Select(file => file.Key).Where(path => !there.Contains(path)).OrderBy(path => path, StringComparer.Ordinal)],
            Extra = [.. there.Where(path => !listed.Contains(path) && !IsOfArchive(path)).OrderBy(path => path, StringComparer.Ordinal)],
            BrokenSignatures = _brokenSignatures,
            GoodSignatures = _goodSignatures,
            Anchor = anchor,
            ReachedTo = ReachedTo(manifests),
            UnknownHashes = [.. (anchor?.ManifestHashes ?? []).Where(hash => manifests.TrueForAll(manifest => !Is(manifest, hash)))],
        };
    }

    private static bool Is(ManifestFile manifest, string hash) => string.Equals(manifest.Sha256, hash, StringComparison.OrdinalIgnoreCase);

    // A hash or signature reaches its manifest and, by the hashes in them, all before it; no further down than to one that was changed.
    private int ReachedTo(List<ManifestFile> manifests) => manifests
        .Where(manifest => manifest.Problem is null && (_signedByAnchor.Contains(manifest.Number) || (anchor?.ManifestHashes.Any(hash => Is(manifest, hash)) ?? false)))
        .Select(manifest => manifest.Number).DefaultIfEmpty(0).Max();

    private bool IsOfArchive(string path) =>
        ManifestFile.NumberOf(path) is not null || _signatures.Contains(path) || WorkFolder.IsHeld(folder, path) || (path == FolderLock.Name && WorkFolder.IsHeld(folder));

    private void LookAtSignature(ManifestFile manifest, ManifestFile? next)
    {
        if (manifest.Header is not { SignatureSuffix: { } suffix } header)
        {
            return;
        }

        var name = manifest.Name + suffix;
        _signatures.Add(name);
        var path = Path.Combine(folder, name);
        if (FileKinds.OfEntry(path) is not FileKind.Regular)
        {
            _brokenSignatures.Add(new FileFault(name, $"it is missing, although '{manifest.Name}' says that it was signed"));
            return;
        }

        var (signature, bytes) = (File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(folder, manifest.Name)));
        if (ProblemOf(signature, bytes, suffix, header, next?.Header) is { } problem)
        {
            _brokenSignatures.Add(new FileFault(name, problem));
            return;
        }

        _goodSignatures++;
        if (anchor?.Signer is { } signer && string.Equals(header.Signer, signer, StringComparison.OrdinalIgnoreCase))
        {
            _signedByAnchor.Add(manifest.Number);
        }
    }

    private string? ProblemOf(byte[] signature, byte[] manifest, string suffix, ManifestHeader header, ManifestHeader? next)
    {
        if (verifiers.FirstOrDefault(verifier => verifier.Suffix == suffix) is not { } verifier)
        {
            return $"this version checks no signatures that end in '{ShownText.Of(suffix)}'";
        }

        var check = verifier.Verify(manifest, signature);
        if (check.Problem is not null)
        {
            return check.Problem;
        }

        if (check.Signer != header.Signer || (check.Name is { } name && name != header.SignerName))
        {
            return $"another signer made it than '{header.SignerName}', which the manifest names";
        }

        return next?.PreviousSignatureSha256 is { } said && said != Sha256.Of(signature) ? "the manifest that follows was written behind another one" : null;
    }

    private (List<FileFault> Changed, List<FileFault> Unread) Compare(ILookup<string, ArchivedFile> listed, HashSet<string> there, CancellationToken cancellationToken)
    {
        var (changed, unread) = (new ConcurrentBag<FileFault>(), new ConcurrentBag<FileFault>());
        var (done, all) = (0, listed.Count);
        Parallel.ForEach(
            listed.Where(file => there.Contains(file.Key)),
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            file =>
            {
                try
                {
                    if (ChangeOf(file.Key, file) is { } change)
                    {
                        changed.Add(new FileFault(file.Key, change));
                    }
                }
                catch (Exception failure) when (FileException.IsAbout(failure))
                {
                    unread.Add(new FileFault(file.Key, ShownText.Of(failure.Message).TrimEnd('.')));
                }

                progress?.Invoke(Interlocked.Increment(ref done), all);
            });
        return (Ordered(changed), Ordered(unread));
    }

    private static List<FileFault> Ordered(IEnumerable<FileFault> faults) => [.. faults.OrderBy(fault => fault.Path, StringComparer.Ordinal)];

    private string? ChangeOf(string relative, IEnumerable<ArchivedFile> said)
    {
        var path = Path.Combine(folder, relative);
        if (FileKinds.OfEntry(path) is var kind and not FileKind.Regular)
        {
            return $"it is {kind.Text()} now";
        }

        var (size, wanted) = (new FileInfo(path).Length, said.First());
        if (size != wanted.Size)
        {
            return FormattableString.Invariant($"it has {size} bytes and had {wanted.Size}");
        }

        var hash = Sha256.OfFile(path);
        return said.FirstOrDefault(file => file.Sha256 != hash) is { } other ? $"its SHA-256 is {hash} and was {other.Sha256}" : null;
    }

    /// <summary>Every file and link below a folder, by its path with slashes. Links are not followed.</summary>
    private IEnumerable<string> Entries(string below)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(folder, below)).EnumerateFileSystemInfos())
        {
            var path = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            if (entry is DirectoryInfo && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                foreach (var inner in Entries(path))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return path;
            }
        }
    }
}
