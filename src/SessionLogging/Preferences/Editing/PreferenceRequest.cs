using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Editing;

/// <summary>What a caller wants of a document, worked out anew whenever the document turns out to have changed.</summary>
/// <param name="present">The document as it is; AWS's template where there is none yet.</param>
/// <returns>The settings to write.</returns>
/// <exception cref="PreferenceRuleException">The request makes no sense for this document.</exception>
public delegate PreferenceEdit PreferenceRequest(PreferenceDocument present);
