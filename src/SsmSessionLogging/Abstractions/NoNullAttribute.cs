using System.Management.Automation;

namespace SsmSessionLogging.Abstractions;

/// <summary>Refuses $null where PowerShell would take it for nothing given, for empty text or for 0: a mistyped variable is none of these.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoNullAttribute : ArgumentTransformationAttribute
{
    /// <param name="instead">What to give instead, as a sentence.</param>
    public NoNullAttribute(string instead) => Instead = instead;

    /// <summary>What to give instead, as a sentence.</summary>
    public string Instead { get; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData ?? throw new ArgumentTransformationMetadataException($"$null is no value. {Instead}");
}
