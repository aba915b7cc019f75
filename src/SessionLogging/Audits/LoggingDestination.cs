using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>Where session logs can go.</summary>
public enum DestinationKind : long
{
    /// <summary>A bucket.</summary>
    S3,

    /// <summary>A log group.</summary>
    CloudWatch,
}

/// <summary>A bucket or log group that an account has, judged as what the sessions of one Region would log to.</summary>
public sealed record LoggingDestination
{
    /// <summary>The account that it was found in; <see langword="null"/> where STS did not say it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The name of that account, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The Region of the sessions and of their preferences. A bucket can lie in another one.</summary>
    public required string Region { get; init; }

    /// <summary>What it is.</summary>
    public required DestinationKind Kind { get; init; }

    /// <summary>The bucket's name; <see langword="null"/> for a log group.</summary>
    public string? BucketName { get; init; }

    /// <summary>The log group's name; <see langword="null"/> for a bucket.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The Region that it lies in; <see langword="null"/> where that is not known.</summary>
    public string? DestinationRegion { get; init; }

    /// <summary>How what lies there is encrypted by default, as S3 spells it: <c>AES256</c>, <c>aws:kms</c>, <c>aws:kms:dsse</c>; of a log group <c>aws:kms</c> where it has a key. <see langword="null"/> where it is not, or could not be looked at.</summary>
    public string? Encryption { get; init; }

    /// <summary>The KMS key that it names, as its service gives it; <see langword="null"/> where it names none, or could not be looked at.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>After how many days a log may be deleted at the earliest, under today's rules; <see langword="null"/> where none deletes it, or where that is not known.</summary>
    public int? RetentionInDays { get; init; }

    /// <summary>Whether no rule deletes logs; <see langword="null"/> where that is not known.</summary>
    public bool? KeepsForever { get; init; }

    /// <summary>Whether logs can go there with encryption required, as a destination is newly turned on: <see langword="false"/> where a rule says that sessions would be refused or logs lost, <see langword="null"/> where that could not be looked at. What nodes' roles may do is not part of it.</summary>
    public bool? Suitable { get; init; }

    /// <summary>Why it is not suitable or why that is not known, else what is to be thought of; empty where there is nothing to be said.</summary>
    public string Reason => string.Join(" ", Told.Select(finding => finding.Message));

    /// <summary>What rules found that does not pass, the worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init => field = new PlainList<Finding>(value); }

    /// <summary>The name.</summary>
    public override string ToString() => BucketName ?? LogGroupName ?? "";

    private IEnumerable<Finding> Told => Findings.Where(finding => Suitable switch
    {
        false => finding.Status is FindingStatus.Fail,
        null => finding.Status is FindingStatus.Unknown,
        true => true,
    });
}
