namespace SessionLogging.Preferences;

/// <summary>What kind of trouble a document holds.</summary>
public enum PreferenceProblemKind
{
    /// <summary>The key stands there more than once: the last one is read, and changes are refused.</summary>
    DuplicateKey,

    /// <summary>The <c>sessionType</c> is not <c>Standard_Stream</c>: no preferences, changes are refused.</summary>
    NotPreferences,

    /// <summary><c>inputs</c> or <c>shellProfile</c> is no JSON object.</summary>
    NotAnObject,

    /// <summary>A flag is spelled as a string. Agents read it, the console's editor does not.</summary>
    FlagAsString,

    /// <summary>A flag is something the agent cannot read: every session fails.</summary>
    FlagNotParsable,

    /// <summary><c>cloudWatchStreamingEnabled</c> is no JSON boolean: every session fails.</summary>
    StreamingNotBoolean,

    /// <summary>A text is something other than a string: sessions are likely to fail.</summary>
    NotText,

    /// <summary>A time is spelled as a number. The console's editor breaks on it.</summary>
    NumberWhereString,

    /// <summary>A time is no whole number of minutes in its range.</summary>
    MinutesOutOfRange,

    /// <summary>The value is filled by a reference when a session starts, so what it will be is not known here.</summary>
    Reference,

    /// <summary>The bucket is given as an ARN or URI where its name belongs.</summary>
    BucketIsArn,

    /// <summary>The log group is given as an ARN where its name belongs.</summary>
    GroupIsArn,

    /// <summary><c>idleSessionTimeout</c> is missing, which greys out the console's editor.</summary>
    MissingIdleTimeout,

    /// <summary><c>sessionType</c> is missing. It is taken for <c>Standard_Stream</c>.</summary>
    MissingSessionType,

    /// <summary>CloudFormation's <c>UpdateMethod</c> stands in the content, where it does nothing.</summary>
    UpdateMethodInContent,

    /// <summary>A key is spelled in another case than AWS documents it, so it is not read.</summary>
    KeyInOtherCase,

    /// <summary>The latest version is not the default one: which of them sessions use is not certain.</summary>
    LatestNotDefault,
}

/// <summary>Something in a document that hurts, though the document can be read.</summary>
/// <param name="Setting">The setting's name, or the path in the document of a key that is no setting.</param>
/// <param name="Text">What it is and what will happen because of it, in one or two sentences.</param>
/// <param name="Kind">The kind of trouble.</param>
public sealed record PreferenceProblem(string Setting, string Text, PreferenceProblemKind Kind);
