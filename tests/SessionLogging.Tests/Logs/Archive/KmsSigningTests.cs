using System.Security.Cryptography;
using SessionLogging.Logs.Archive;

namespace SessionLogging.Tests.Logs.Archive;

public sealed class KmsSigningTests
{
    [Fact]
    public async Task A_signature_that_does_not_hold_is_no_signature_and_leaves_no_manifest()
    {
        using var run = new ArchiveRun();
        using var keys = new KeysThatHashAgain();
        var signer = await KmsManifestSigner.OpenAsync(keys, "alias/evidence", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<ArchiveException>(() => run.SaveAsync([run.Session("jdoe-1")], options => options with { Signer = signer }));

        Assert.Equal("ManifestNotSigned", failure.ErrorId);
        Assert.Contains("does not hold", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Files, file => file.StartsWith("manifest-", StringComparison.Ordinal));
    }

    /// <summary>Takes a digest for a message, as moto's Sign does.</summary>
    private sealed class KeysThatHashAgain : IKeys, IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public void Dispose() => _key.Dispose();

        public Task<PublicKey> GetPublicKeyAsync(string keyId, CancellationToken cancellationToken) =>
            Task.FromResult(new PublicKey("arn:aws:kms:eu-west-1:111122223333:key/k", "SIGN_VERIFY", ["ECDSA_SHA_256"], _key.ExportSubjectPublicKeyInfo()));

        public Task<byte[]> SignAsync(string keyArn, string algorithm, byte[] digest, CancellationToken cancellationToken) =>
            Task.FromResult(_key.SignData(digest, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        public IAsyncEnumerable<IReadOnlyList<string>> ListAliasesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LookupResult<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LookupResult<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
