using System.Text.Json.Serialization;

namespace SessionLogging.Sandbox.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The call takes <see cref="SandboxFault.Seconds"/> longer, by the sandbox's clock.</summary>
    Latency,

    /// <summary>The call is throttled, in the service's own words: always, or beyond <see cref="SandboxFault.Rate"/> calls a second.</summary>
    Throttle,

    /// <summary>The service fails: its own 500, or <see cref="SandboxFault.Code"/>, <see cref="SandboxFault.Status"/> and <see cref="SandboxFault.Message"/>.</summary>
    Error,

    /// <summary>Access denied, in the service's own words with the caller, the action and the resource.</summary>
    Deny,

    /// <summary>The connection is closed without an answer, or in the middle of it.</summary>
    Drop,

    /// <summary>The answer is cut in half although HTTP says it is whole, as a broken proxy does.</summary>
    Truncate,

    /// <summary>The call waits until it is released.</summary>
    Hold,
}

/// <summary>When it goes wrong.</summary>
public enum FaultMoment
{
    /// <summary>Before the call had its effect.</summary>
    Before,

    /// <summary>After its effect, before the answer: what was asked happened, and nobody hears of it.</summary>
    After,

    /// <summary>When half of the answer's body is sent.</summary>
    MidBody,
}

/// <summary>
/// Something that goes wrong with some calls. As JSON on <c>POST /_sandbox/faults</c> the names are in camel case and the words as they are here:
/// <code>{ "kind": "Drop", "when": "After", "service": "SSM", "operation": "UpdateDocument", "nth": 2, "times": 1 }</code>
/// A call that several faults match meets all of them, in the order they were added; the first that ends it, ends it.
/// Only authenticated calls meet faults.
/// </summary>
public sealed record SandboxFault
{
    /// <summary>What goes wrong.</summary>
    [JsonRequired]
    public FaultKind Kind { get; init; }

    /// <summary>When; a <see cref="FaultKind.Truncate"/> is always <see cref="FaultMoment.After"/>.</summary>
    public FaultMoment When { get; init; }

    /// <summary>Only calls of this service, by its id: <c>SSM</c>, <c>S3</c>, <c>STS</c>. Not given: of every service.</summary>
    public string? Service { get; init; }

    /// <summary>Only calls of this operation, or <see langword="null"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>Only calls that need this IAM action, for example <c>s3:GetEncryptionConfiguration</c>, or <see langword="null"/>.</summary>
    public string? Action { get; init; }

    /// <summary>Only calls into this account, or <see langword="null"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Only calls in this Region, or <see langword="null"/>.</summary>
    public string? Region { get; init; }

    /// <summary>The first of the matching calls that is struck, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many of the matching calls are struck from then on; <see langword="null"/>: all.</summary>
    public int? Times { get; init; }

    /// <summary>The length of a <see cref="FaultKind.Latency"/>.</summary>
    public double Seconds { get; init; }

    /// <summary>The error code of an <see cref="FaultKind.Error"/>; the service's own where not given.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status that goes with <see cref="Code"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The words of an <see cref="FaultKind.Error"/>; the service's own where not given.</summary>
    public string? Message { get; init; }

    /// <summary>How many calls a second a <see cref="FaultKind.Throttle"/> lets through; <see langword="null"/>: none.</summary>
    public double? Rate { get; init; }

    /// <summary>How many calls at once a <see cref="FaultKind.Throttle"/> with a rate lets through; the rate, and at least 1, where not given.</summary>
    public double? Burst { get; init; }

    /// <summary>Why the fault cannot be, or <see langword="null"/>.</summary>
    internal string? Problem() => this switch
    {
        { When: FaultMoment.MidBody, Kind: not (FaultKind.Latency or FaultKind.Drop or FaultKind.Hold) }
            => $"{Kind} cannot strike in the middle of a body: only Latency, Drop and Hold can.",
        { Nth: < 1 } or { Times: < 1 } => "nth and times count from 1.",
        { Kind: FaultKind.Latency, Seconds: <= 0 } => "A Latency needs seconds.",
        { Rate: <= 0 } or { Burst: < 1 } => "A rate is more than 0 calls a second and a burst at least 1 call.",
        _ => null,
    };
}
