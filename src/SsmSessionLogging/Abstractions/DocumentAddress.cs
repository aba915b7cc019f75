namespace SsmSessionLogging.Abstractions;

/// <summary>Where a piped object says that it belongs: its document, account and Region; and its preferences, where it carries any.</summary>
public sealed class DocumentAddress
{
    /// <summary>The object's AccountId, where it has one.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The object's Region; <see langword="null"/> for preferences of no place: text, and files whose name says none.</summary>
    public string? Region { get; internal init; }

    /// <summary>The object's AccountName, where it has one.</summary>
    public string? AccountName { get; internal init; }

    /// <summary>The object's DocumentName, where it has one.</summary>
    public string? DocumentName { get; internal init; }

    /// <summary>The object itself, where it is the preferences of Get-SsmLoggingPreference or carries their properties.</summary>
    public LoggingPreference? Preference { get; internal init; }

    /// <summary>The destination, where the object is one of Get-SsmLoggingDestination or carries its properties.</summary>
    public ChosenDestination? Destination { get; internal init; }

    /// <summary>The columns that name settings, which are not taken from piped objects.</summary>
    public IReadOnlyList<string> SettingColumns { get; internal init; } = [];

    /// <summary>A Session document as text, or the answer of GetDocument with one; <see langword="null"/> for objects.</summary>
    public string? Text { get; internal init; }
}

/// <summary>What is piped to be a document's log destination: by its name, of one kind or the other.</summary>
/// <param name="BucketName">The bucket.</param>
/// <param name="LogGroupName">The log group.</param>
public sealed record ChosenDestination(string? BucketName, string? LogGroupName)
{
    /// <summary>The destination that an object is; <see langword="null"/> for one that is none. A row of a table that merely has such a column is none.</summary>
    internal static ChosenDestination? Of(PSObject item)
    {
        if (item.Properties["Suitable"] is null || item.Properties["Kind"] is null || item.Properties["BucketName"] is null || item.Properties["LogGroupName"] is null)
        {
            return null;
        }

        string? Name(string property) => LanguagePrimitives.ConvertTo<string>(item.Properties[property].Value) is { Length: > 0 } name ? name : null;

        return new ChosenDestination(Name("BucketName"), Name("LogGroupName"));
    }
}

/// <summary>
/// Reads the addresses of any objects with a Region, an AccountId and a DocumentName: preferences, receipts, rows of a CSV file. What is null,
/// blank or half an address is refused: it never means the default Region's document.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DocumentAddressAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an account and Region is meant and no document in it: a DocumentName is not read, and neither preferences nor text are taken. Files are left to the parameters that take them by their path.</summary>
    public bool IsOfPlace { get; set; }

    private string Meant => IsOfPlace ? "account and Region" : "Session document";

    private string Instead => IsOfPlace ? "accounts and Regions by the parameters -AccountId and -Region" : "the document by the parameters -DocumentName and -Region";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            not null when IsOfPlace && IsFile(PSObject.AsPSObject(inputData)) => inputData,
            IList list => list.Cast<object?>().Select(Address).ToArray(),
            _ => new[] { Address(inputData) },
        };

    private static bool IsFile(PSObject item) => item.BaseObject is FileSystemInfo || (item.Properties["PSPath"] is not null && item.Properties["Region"] is null);

    private DocumentAddress Address(object? value)
    {
        if (value is DocumentAddress known)
        {
            return known;
        }

        var item = PSObject.AsPSObject(value ?? throw NoAddress($"$null names no {Meant}."));
        if (!IsOfPlace && TextOf(item) is { } text)
        {
            return new DocumentAddress { Text = text };
        }

        var preference = IsOfPlace ? null : PreferenceProperties.Of(item);
        var destination = IsOfPlace ? null : ChosenDestination.Of(item);
        var isOwn = preference is not null || item.TypeNames.Any(name => name.Contains("SessionLogging."));
        var address = new DocumentAddress
        {
            // Where STS could not be reached this module's own objects do not know it.
            AccountId = Read(item, "AccountId", mayBeNull: isOwn),
            Region = Read(item, "Region"),
            DocumentName = IsOfPlace ? null : Read(item, "DocumentName"),
            AccountName = item.Properties["AccountName"]?.Value as string,
            Preference = preference,
            Destination = destination,
            SettingColumns = IsOfPlace || destination is not null ? [] : SettingColumns.In(item, preference),
        };
        return address switch
        {
            { AccountId: null, Region: null, DocumentName: null } => throw NoAddress(
                $"The object of type {item.BaseObject.GetType().Name} has no {(IsOfPlace ? "AccountId and Region" : "AccountId, Region or DocumentName")}, so it names no {Meant}."),
            { Region: null } => throw NoAddress(
                $"The object has no Region, so it names half an address. Give objects with a Region, or {Instead}."),
            _ => address,
        };
    }

    // A JSON object as text; or what AWS Tools and the AWS CLI answer to GetDocument, as an object.
    private static string? TextOf(PSObject item) => item.BaseObject switch
    {
        string text when text.TrimStart().TrimStart('\uFEFF') is ['{', ..] => text,
        not string when item.Properties["DocumentFormat"] is not null && item.Properties["Content"]?.Value is string content => content,
        _ => null,
    };

    private string? Read(PSObject item, string property, bool mayBeNull = false)
    {
        if (item.Properties[property] is not { } found)
        {
            return null;
        }

        var value = found.Value;
        var text = LanguagePrimitives.ConvertTo<string>(value);
        return !string.IsNullOrWhiteSpace(text) ? text
            : value is null && mayBeNull ? null
            : throw NoAddress($"The object's {property} is blank, so it names no {Meant}: blank never means the default one.");
    }

    private static ArgumentTransformationMetadataException NoAddress(string message) => new(message);
}
