//! Options appraisal: the things compared and the methods that compare them.
