namespace SsmSessionLogging.Abstractions;

/// <summary>Takes a time: ISO 8601 first, whatever calendar the session's culture counts by; a time without a zone is local.</summary>
/// <remarks>PowerShell reads text by the culture, by which 2026 is a year of the sixteenth or of the twenty-seventh century where Buddhist or Persian years are counted. So every parameter that is a time carries this.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Formats =
    [
        .. from date in new[] { "yyyy-MM-dd", "yyyyMMdd" }
           from between in new[] { "'T'", "' '" }
           from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF", "HHmm", "HHmmss" }
           from zone in new[] { "", "K", "zz", "' 'K" }
           select date + between + time + zone,
        "yyyy-MM-dd",
        "yyyyMMdd",
        "yyyy-MM",
    ];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && TryRead(text.Trim()) is { } time ? time : inputData;

    private static DateTimeOffset? TryRead(string text) =>
        DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;
}

/// <summary>Takes the path of a certificate's file as PowerShell has it: its own conversion looks in the folder that the process began in.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CertificateFileAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string given)
        {
            return inputData;
        }

        var path = engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
        return File.Exists(path) ? path : throw new ArgumentTransformationMetadataException($"There is no file '{path}'. Give the path of a certificate's file, or a certificate of Get-PfxCertificate or Cert:.");
    }
}

/// <summary>Takes names of an enumeration's values, one or several, each by itself.</summary>
/// <remarks>
/// PowerShell makes one value of several names by adding their numbers up, also where the enumeration is none of flags: what comes out can be the
/// number of a value that nobody named. So every parameter of an enumeration's type carries this.
/// </remarks>
/// <param name="type">The enumeration.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedValuesAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <summary>The enumeration.</summary>
    public Type Type => type;

    /// <summary>Whether several values may be given, to a parameter that takes a list.</summary>
    public bool Several { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        object[] values = given switch
        {
            null => [],
            string text => Names(text),
            IList list => [.. list.Cast<object?>().Select(item => item is PSObject wrappedItem ? wrappedItem.BaseObject : item).SelectMany(item => item is string text ? Names(text) : [item!])],
            _ => [given],
        };
        if (Several)
        {
            return values.Length == 0 ? inputData : values;
        }

        return values.Length > 1
            ? throw new ArgumentTransformationMetadataException($"Give one of {string.Join(", ", Enum.GetNames(type))}: {string.Join(", ", values)} are several.")
            : values.Length == 1 ? values[0] : inputData;
    }

    private static object[] Names(string text)
    {
        var names = text.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).ToArray<object>();
        return names.Length == 0 ? [text] : names;
    }
}

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
