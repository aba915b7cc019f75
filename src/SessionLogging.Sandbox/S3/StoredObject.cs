using System.Collections.Immutable;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.S3;

/// <summary>An object in a bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ETag">The entity tag, without quotes: the MD5 of the content unless a KMS key encrypts it or it is generated.</param>
/// <param name="Modified">When it was put.</param>
/// <param name="Encryption">How it is encrypted; <see langword="null"/> where it is not.</param>
public sealed record StoredObject(string Key, ContentSource Content, string ETag, DateTimeOffset Modified, BucketEncryption? Encryption)
{
    /// <summary>The headers that it was put with and is given back with: type, encoding, metadata, storage class.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The checksums that it was put with, by the name of their header.</summary>
    public ImmutableDictionary<string, string> Checksums { get; init; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canned ACL that it was put with, for example <c>bucket-owner-full-control</c>.</summary>
    public string? Acl { get; init; }
}
