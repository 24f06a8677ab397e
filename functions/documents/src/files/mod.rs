//! Files: folders, uploads, versions, the trash, and what is said of them.

mod change;
pub mod comment_file;
pub mod complete_upload;
pub mod content;
pub mod delete_file;
pub mod download_file;
pub mod filing;
pub mod list_files;
pub mod model;
pub mod repo;
pub mod start_upload;
pub mod update_file;
pub mod upload;
pub mod wire;
